/** How EventBridge repeats what a target failed to take. */
export type RetryStrategy = 'BACKOFF_RETRY' | 'EXPONENTIAL_DECAY_RETRY';

/**
 * The waits before each retry, in milliseconds. Source: EventBridge "Retry policies": three retries 10 to 20 s apart,
 * or 176 that double from a second to 512 s.
 */
export function* retryDelays(strategy: RetryStrategy, random: () => number): Generator<number> {
  const isBackoff = strategy === 'BACKOFF_RETRY';
  const tries = isBackoff ? 3 : 176;
  for (let at = 0; at < tries; at++) {
    yield isBackoff ? 10_000 + random() * 10_000 : Math.min(512_000, 1_000 * 2 ** at);
  }
}

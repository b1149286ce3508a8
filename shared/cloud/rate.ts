import { createBucket } from './bucket.ts';

/**
 * How fast an operation may be called, learnt from its answers: paced additive increase, multiplicative decrease.
 * Quotas are shared with everyone else in the account and mostly unknown, and come as token buckets (a throttle is
 * over within a call's spacing) or as fixed windows (everything is refused until the window ends).
 */
export interface Rate {
  /** When the next call may start, in milliseconds since the epoch. */
  nextMs(nowMs: number): number;
  started(nowMs: number): void;
  /** The call that was started at `startedMs` was let in, whether it then succeeded or not. */
  admitted(nowMs: number, startedMs: number): void;
  /** The call that was started at `startedMs` was refused. */
  throttled(nowMs: number, startedMs: number, retryAfterMs: number | null): void;
}

/** Calls a second, and how many may start at once after a pause. */
export interface Quota {
  readonly perSecond: number;
  readonly burst: number;
}

/** How long to wait before asking again an operation that refused everything. */
export const PROBE_MS = 1_000;

/** A rate that is known: used as it is, paused only when the cloud says so. */
export function keepRate(quota: Quota): Rate {
  const bucket = createBucket(quota);
  let pausedUntilMs = 0;
  return {
    nextMs: (nowMs) => Math.max(pausedUntilMs, bucket.nextMs(nowMs)),
    started: (nowMs) => bucket.take(nowMs),
    admitted: () => {},
    throttled: (nowMs, _startedMs, retryAfterMs) => {
      pausedUntilMs = nowMs + (retryAfterMs ?? PROBE_MS);
    },
  };
}

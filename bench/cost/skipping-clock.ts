import { type Clock, systemClock } from '../../shared/cloud/clock.ts';

/** Waits at least this long are skipped. Shorter ones go on beside calls that are under way, as they would. */
const SKIPPED_FROM_MS = 500;

/**
 * A clock on which calls and work take the time that they really take, and long waits take none.
 * @param onSkip told how far it is ahead of the real one before anybody goes on
 */
export function createSkippingClock(onSkip: (skippedMs: number) => Promise<unknown>): Clock {
  let skippedMs = 0;
  const now = () => Date.now() + skippedMs;
  return {
    ...systemClock,
    now,
    sleep: async (ms) => {
      if (ms < SKIPPED_FROM_MS) return systemClock.sleep(ms);
      const untilMs = now() + ms;
      // Who waits at the same time waits for the same time.
      skippedMs += Math.max(0, untilMs - now());
      await onSkip(skippedMs);
    },
  };
}

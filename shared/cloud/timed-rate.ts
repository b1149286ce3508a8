import type { Clock } from './clock.ts';
import type { Rate } from './rate.ts';

/** A clock that goes back by more than this was set back, and does not just tick unevenly. */
const TURNED_BACK_MS = 1_000;

/** A rate that reads the clock itself, and starts over when that was set back. Moments as {@link Clock}. */
export interface TimedRate {
  now(): number;
  /** When the next call may start; now, where it may. */
  next(): { readonly nowMs: number; readonly nextMs: number };
  started(): void;
  admitted(startedMs: number): void;
  throttled(startedMs: number, retryAfterMs: number | null): void;
}

export function timeRate(clock: Clock, openRate: () => Rate): TimedRate {
  let rate = openRate();
  let seenMs = clock.now();

  /** What was noted of the rate lies ahead of a clock that was turned back, and would be waited for. */
  function now(): number {
    const nowMs = clock.now();
    if (nowMs < seenMs - TURNED_BACK_MS) rate = openRate();
    seenMs = nowMs;
    return nowMs;
  }

  /** The clock is read first, because that may open the rate anew. */
  function at<T>(work: (nowMs: number) => T): T {
    return work(now());
  }

  return {
    now,
    next: () => at((nowMs) => ({ nowMs, nextMs: Math.max(nowMs, rate.nextMs(nowMs)) })),
    started: () => at((nowMs) => rate.started(nowMs)),
    admitted: (startedMs) => at((nowMs) => rate.admitted(nowMs, startedMs)),
    throttled: (startedMs, retryAfterMs) => at((nowMs) => rate.throttled(nowMs, startedMs, retryAfterMs)),
  };
}

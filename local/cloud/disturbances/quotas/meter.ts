import type { FixedWindow, Quota, TokenBucket } from './quota.ts';

/** Counts the calls of one operation in one region. */
export interface Meter {
  /** The quota it was made for. */
  readonly quota: Quota;
  /** Takes one call: 0 when it may pass, else in how many milliseconds one may. Refused calls cost nothing. */
  take(nowMs: number): number;
}

export function createMeter(quota: Quota): Meter {
  return 'limit' in quota ? fixedWindow(quota) : tokenBucket(quota);
}

/** Whether a meter can go on counting under a quota that may have been set anew. */
export function isSame(a: Quota, b: Quota): boolean {
  if ('limit' in a) return 'limit' in b && a.limit === b.limit && a.windowMs === b.windowMs;
  return 'rate' in b && a.rate === b.rate && a.burst === b.burst;
}

/** A token's price, so that a millisecond brings `rate` units and whole rates are counted exactly. */
const token = 1000;

function tokenBucket(quota: TokenBucket): Meter {
  const { rate, burst } = quota;
  let level = burst * token;
  let filledAt = Number.NEGATIVE_INFINITY;
  return {
    quota,
    take: (nowMs) => {
      level = Math.min(burst * token, level + Math.max(0, nowMs - filledAt) * rate);
      filledAt = nowMs;
      if (level < token) return Math.ceil((token - level) / rate);
      level -= token;
      return 0;
    },
  };
}

function fixedWindow(quota: FixedWindow): Meter {
  const { limit, windowMs } = quota;
  let current = Number.NEGATIVE_INFINITY;
  let used = 0;
  return {
    quota,
    take: (nowMs) => {
      const window = Math.floor(nowMs / windowMs);
      if (window !== current) used = 0;
      current = window;
      if (used >= limit) return (window + 1) * windowMs - nowMs;
      used += 1;
      return 0;
    },
  };
}

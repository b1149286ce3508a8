import type { Quota } from './rate.ts';

/** A token bucket whose rate may change. Times are milliseconds since the epoch. */
export function createBucket({ perSecond, burst }: Quota) {
  let rate = perSecond;
  let tokens = burst;
  let atMs = Number.NaN;
  const refill = (nowMs: number) => {
    if (nowMs < atMs) return;
    if (!Number.isNaN(atMs)) tokens = Math.min(burst, tokens + ((nowMs - atMs) * rate) / 1000);
    atMs = nowMs;
  };
  return {
    perSecond: () => rate,
    setPerSecond: (value: number, nowMs: number) => {
      refill(nowMs);
      rate = value;
    },
    /** One call from that moment on, and no more saved up. */
    drain: (untilMs: number) => {
      tokens = 1;
      atMs = untilMs;
    },
    take: (nowMs: number) => {
      refill(nowMs);
      tokens -= 1;
    },
    /** When there will be so many tokens. */
    nextMs: (nowMs: number, wanted = 1) => {
      refill(nowMs);
      return tokens >= wanted - 1e-9 ? nowMs : nowMs + ((wanted - tokens) * 1000) / rate;
    },
  };
}

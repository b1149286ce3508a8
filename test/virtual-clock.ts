import type { Clock } from '../shared/cloud/clock.ts';

export interface VirtualClock extends Clock {
  /** Lets time pass until the work is done: whenever nothing else can happen, it jumps to the next sleeper. */
  run<T>(work: Promise<T>): Promise<T>;
}

/** A clock that nobody waits for, with a seeded random number generator (mulberry32). */
export function createVirtualClock(startMs = Date.UTC(2026, 0, 1), seed = 1): VirtualClock {
  let nowMs = startMs;
  let state = seed;
  const sleepers: Array<{ atMs: number; wake: () => void }> = [];
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    now: () => nowMs,
    random: () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    },
    sleep: (ms) =>
      new Promise((wake) => {
        const atMs = nowMs + Math.max(0, ms);
        const at = sleepers.findIndex((other) => other.atMs > atMs);
        sleepers.splice(at < 0 ? sleepers.length : at, 0, { atMs, wake });
      }),
    run: async (work) => {
      const pending = Symbol('pending');
      const next = () => Promise.race([work, settled().then(() => pending)]);
      while ((await next()) === pending) {
        const sleeper = sleepers.shift();
        if (!sleeper) throw new Error('nothing is left to wait for, but the work is not done');
        nowMs = Math.max(nowMs, sleeper.atMs);
        sleeper.wake();
      }
      return work;
    },
  };
}

import type { Clock } from '../shared/cloud/clock.ts';

export interface VirtualClock extends Clock {
  /** Lets time pass until the work is done: whenever nothing else can happen, it jumps to the next sleeper. */
  run<T>(work: Promise<T>): Promise<T>;
  /** Runs a function when its time has come. Returns how to take that back. */
  after(ms: number, work: () => void): () => void;
}

/** How long work without a sleeper may be about something else, such as loading a module. */
const PATIENCE_MS = 5_000;

/** A clock that nobody waits for, with a seeded random number generator (mulberry32). */
export function createVirtualClock(startMs = Date.UTC(2026, 0, 1), seed = 1): VirtualClock {
  let nowMs = startMs;
  let state = seed;
  const sleepers: Array<{ atMs: number; wake: () => void }> = [];
  let holds = 0;
  let release = () => {};
  const sleep = (ms: number, wake: () => void) => {
    const sleeper = { atMs: nowMs + Math.max(0, ms), wake };
    const at = sleepers.findIndex((other) => other.atMs > sleeper.atMs);
    sleepers.splice(at < 0 ? sleepers.length : at, 0, sleeper);
    return sleeper;
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    now: () => nowMs,
    random: () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    },
    sleep: (ms) => new Promise((wake) => sleep(ms, wake)),
    after: (ms, work) => {
      const sleeper = sleep(ms, work);
      return () => {
        const at = sleepers.indexOf(sleeper);
        if (at >= 0) sleepers.splice(at, 1);
      };
    },
    during: async (work) => {
      holds++;
      try {
        return await work;
      } finally {
        holds--;
        release();
      }
    },
    run: async (work) => {
      const pending = Symbol('pending');
      let idleMs = 0;
      const next = () => Promise.race([work, settled().then(() => pending)]);
      while ((await next()) === pending) {
        if (holds > 0) {
          await new Promise<void>((resolve) => {
            release = resolve;
          });
          continue;
        }
        const sleeper = sleepers.shift();
        if (!sleeper) {
          if (idleMs++ > PATIENCE_MS) throw new Error('nothing is left to wait for, but the work is not done');
          await new Promise((resolve) => setTimeout(resolve, 1));
          continue;
        }
        idleMs = 0;
        nowMs = Math.max(nowMs, sleeper.atMs);
        sleeper.wake();
      }
      return work;
    },
  };
}

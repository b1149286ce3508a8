import type { Clock } from '../shared/cloud/clock.ts';
import { createRandom } from './random.ts';
import { PATIENCE_MS } from './time-limits.ts';

export interface VirtualClock extends Clock {
  /** Lets time pass until the work is done: whenever nothing else can happen, it jumps to the next sleeper. */
  run<T>(work: Promise<T>): Promise<T>;
  /** Runs a function when its time has come. Returns how to take that back. */
  after(ms: number, work: () => void): () => void;
}

/** A clock that nobody waits for, with a seeded random number generator. */
export function createVirtualClock(startMs = Date.UTC(2026, 0, 1), seed = 1): VirtualClock {
  const sleepers = createSleepers(startMs);
  const holds = createHolds();
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    now: sleepers.now,
    random: createRandom(seed),
    sleep: (ms) => new Promise((wake) => sleepers.add(ms, wake)),
    after: sleepers.add,
    during: holds.during,
    run: async (work) => {
      const pending = Symbol('pending');
      const next = () => Promise.race([work, settled().then(() => pending)]);
      for (let idleMs = 0; (await next()) === pending; ) {
        if (holds.some()) await holds.released();
        else if (sleepers.wakeNext()) idleMs = 0;
        else {
          // Work without a sleeper is about something else, such as loading a module.
          if (idleMs++ > PATIENCE_MS) throw new Error('nothing is left to wait for, but the work is not done');
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
      }
      return work;
    },
  };
}

/** Time that passes from one sleeper to the next. */
function createSleepers(startMs: number) {
  let nowMs = startMs;
  const sleepers: Array<{ readonly atMs: number; readonly wake: () => void }> = [];
  return {
    now: () => nowMs,
    /** Returns how to take it back. */
    add: (ms: number, wake: () => void) => {
      const sleeper = { atMs: nowMs + Math.max(0, ms), wake };
      const at = sleepers.findIndex((other) => other.atMs > sleeper.atMs);
      sleepers.splice(at < 0 ? sleepers.length : at, 0, sleeper);
      return () => {
        const where = sleepers.indexOf(sleeper);
        if (where >= 0) sleepers.splice(where, 1);
      };
    },
    /** Jumps to the next sleeper; false when there is none. */
    wakeNext: (): boolean => {
      const next = sleepers.shift();
      if (!next) return false;
      nowMs = Math.max(nowMs, next.atMs);
      next.wake();
      return true;
    },
  };
}

/** Work outside, for which the clock stands still. */
function createHolds() {
  let count = 0;
  let release = () => {};
  return {
    some: () => count > 0,
    /** Resolves when the next of it has ended. */
    released: () =>
      new Promise<void>((resolve) => {
        release = resolve;
      }),
    during: async <T>(work: Promise<T>): Promise<T> => {
      count++;
      try {
        return await work;
      } finally {
        count--;
        release();
      }
    },
  };
}

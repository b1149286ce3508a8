import type { Clock } from '../../../shared/cloud/clock.ts';

let skippedMs = 0;

/** The machine's time, except that nobody sleeps: whoever would wait finds the time gone. */
export const systemClock: Clock = {
  now: () => Date.now() + skippedMs,
  sleep: async (ms) => {
    skippedMs += ms;
    await new Promise((resolve) => setImmediate(resolve));
  },
  random: Math.random,
  during: (work) => work,
};

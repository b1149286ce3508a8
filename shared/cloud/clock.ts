/** Time and chance, passed in so that tests decide both. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  sleep(ms: number): Promise<void>;
  /** At least 0, below 1. */
  random(): number;
  /** Waits for work that takes place outside, such as a call; a clock of a test stands still meanwhile. */
  during<T>(work: Promise<T>): Promise<T>;
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
  during: (work) => work,
};

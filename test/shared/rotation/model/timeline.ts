/** Time that passes only where it is told to. Nobody waits for it. */
export interface Timeline {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back when that much time has passed. Returns when, epoch milliseconds. */
  after(ms: number, task: () => void): number;
  /** Lets time pass up to a moment, and calls back what is due on the way, in its order. */
  advance(toMs: number): void;
}

export function createTimeline(startMs: number): Timeline {
  let nowMs = startMs;
  const ahead: { readonly atMs: number; readonly task: () => void }[] = [];
  return {
    now: () => nowMs,
    after: (ms, task) => {
      const atMs = nowMs + Math.max(0, ms);
      const at = ahead.findIndex((other) => other.atMs > atMs);
      ahead.splice(at < 0 ? ahead.length : at, 0, { atMs, task });
      return atMs;
    },
    advance: (toMs) => {
      for (let next = ahead[0]; next && next.atMs <= toMs; next = ahead[0]) {
        ahead.shift();
        nowMs = Math.max(nowMs, next.atMs);
        next.task();
      }
      nowMs = Math.max(nowMs, toMs);
    },
  };
}

/** Everything that follows from what has happened so far, without the time that has to pass for it. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

import type { Clock } from './clock.ts';
import { createLane, type Lane } from './lane.ts';
import type { Rate } from './rate.ts';

/** Runs a call when the operation named by `key` has room for it, but starts none from `deadlineMs` on. */
export type Pace = <T>(key: string, deadlineMs: number, call: () => Promise<T>) => Promise<T>;

const FIRST_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 10_000;

/**
 * Paces calls per operation, and learns what the operation bears. Throttles use up time, never tries: a throttled call
 * goes back to the head of its queue, and is only given up at its deadline, with fate `deadline`.
 */
export function createPace(clock: Clock, rateOf: (key: string) => Rate): Pace {
  const lanes = new Map<string, Lane>();
  const laneOf = (key: string) => {
    const lane = lanes.get(key) ?? createLane(clock, () => rateOf(key));
    lanes.set(key, lane);
    return lane;
  };
  return (key, deadlineMs, call) => laneOf(key)(deadlineMs, call);
}

/** Exponential backoff with full jitter, in milliseconds. */
export function backoffMs(failures: number, clock: Pick<Clock, 'random'>): number {
  return Math.ceil(clock.random() * Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures));
}

import type { Settings } from '../../cloud/settings/settings.ts';

/** When the copies of an event arrive, in milliseconds from now; none when it is lost. */
export type Arrivals = readonly number[];

/** The most that an event is late when events are shuffled. */
const LATE_MS = 500;

/** Drops, doubles and delays events: the same seed and order of events give the same arrivals. */
export function createDisturber(settings: () => Settings['events']): () => Arrivals {
  let seed: number | undefined;
  let random = () => 0;
  return () => {
    const now = settings();
    if (now.seed !== seed) random = createRandom(now.seed);
    seed = now.seed;
    const copies = now.duplicate ? 2 : 1;
    return Array.from({ length: copies }, () => ({ chance: random(), late: random() }))
      .filter(({ chance }) => chance >= now.drop)
      .map(({ late }) => (now.shuffle ? late * LATE_MS : 0));
  };
}

/** Numbers from 0 to 1 that a seed determines: mulberry32, a generator in the public domain. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

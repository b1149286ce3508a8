import { isDeepStrictEqual } from 'node:util';
import type { FaultName } from '@keyfleet/local-cloud';
import { afterAll, describe, expect, it } from 'vitest';
import { chunk, forEachAtMost } from '../../../shared/lists.ts';
import { rangeOf } from '../../range.ts';
import { disturbanceOf, faultNames } from './scenes/disturbance.ts';
import { disturb, restful } from './scenes/disturbed.ts';
import { closeClouds } from './scenes/scene-cloud.ts';

const SEEDS = 210;
/** Side by side: a good part of each is waiting for its guests. */
const AT_ONCE = 5;
/** In one test: few enough that its limit bounds a hang and not a slow machine. */
const SEEDS_A_TEST = 15;

afterAll(closeClouds);

/** Longer than any takes: one that hangs is named. */
const LIMIT_MS = 300_000;

function within<T>(work: Promise<T>, seed: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`seed ${seed} hangs`)), LIMIT_MS);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

describe('a rotation under random faults of every kind, overlapping ticks and a clock that jumps', () => {
  // `SEEDS=1-20 npm run test:full disturbed` runs some of them.
  const seeds = rangeOf('SEEDS', SEEDS);
  const fired = new Map<FaultName, number>();

  it.each(chunk(seeds, SEEDS_A_TEST).map((some) => [some[0], some.at(-1), some] as const))(
    'comes to its end with the seeds %i to %i',
    async (_first, _last, some) => {
      const wrong: object[] = [];
      await forEachAtMost(AT_ONCE, some, async (seed) => {
        const { end, faults } = await within(disturb(disturbanceOf(seed)), seed);
        if (!isDeepStrictEqual(end, restful)) wrong.push({ seed, ...end });
        for (const { fault, fired: times } of faults) fired.set(fault, (fired.get(fault) ?? 0) + times);
      });
      expect(wrong).toEqual([]);
    },
  );

  it('met every kind of fault', () => {
    const kinds = [...fired].map(([fault, times]) => `${fault} ${times}`).join(', ');
    console.log(`${seeds.length} seeds of faults in a rotation: ${kinds}`);
    expect(seeds.length === SEEDS ? faultNames.filter((name) => !fired.get(name)) : []).toEqual([]);
  });
});

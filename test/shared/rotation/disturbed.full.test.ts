import { isDeepStrictEqual } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import type { FaultName } from '../../../local/cloud/index.ts';
import { forEachAtMost } from '../../../shared/at-most.ts';
import { rangeOf } from '../../range.ts';
import { disturbanceOf, faultNames } from './disturbance.ts';
import { disturb, restful } from './disturbed.ts';
import { closeClouds } from './scene-cloud.ts';

const SEEDS = 210;
/** Side by side: a good part of each is waiting for its guests. */
const AT_ONCE = 5;

afterAll(closeClouds);

/** Longer than any takes: one that hangs is named. */
const LIMIT_MS = 180_000;

function within<T>(work: Promise<T>, seed: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`seed ${seed} hangs`)), LIMIT_MS);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

// `SEEDS=1-20 npm run test:full disturbed` runs some of them.
it('a rotation comes to its end under random faults of every kind, overlapping ticks and a clock that jumps', async () => {
  const seeds = rangeOf('SEEDS', SEEDS);
  const wrong: object[] = [];
  let done = 0;
  const fired = new Map<FaultName, number>();
  await forEachAtMost(AT_ONCE, seeds, async (seed) => {
    const { end, faults } = await within(disturb(disturbanceOf(seed)), seed);
    if (!isDeepStrictEqual(end, restful)) {
      console.log(`seed ${seed}:`, end);
      wrong.push({ seed, ...end });
    }
    if (++done % 30 === 0) console.log(`${done} of ${seeds.length} seeds, ${wrong.length} wrong`);
    for (const { fault, fired: times } of faults) fired.set(fault, (fired.get(fault) ?? 0) + times);
  });
  expect(wrong).toEqual([]);
  const unmet = seeds.length === SEEDS ? faultNames.filter((name) => !fired.get(name)) : [];
  expect(unmet).toEqual([]);
  const kinds = [...fired].map(([fault, times]) => `${fault} ${times}`).join(', ');
  console.log(`${seeds.length} seeds of faults in a rotation, all passed: ${kinds}`);
}, 1_200_000);

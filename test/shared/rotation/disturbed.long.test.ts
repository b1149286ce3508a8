import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { forEachAtMost } from '../../../shared/at-most.ts';
import { restful, rotateUnder, rulesFrom } from './disturbed.ts';

const SEEDS = 200;

it('a rotation comes to its end under random faults of every kind', async () => {
  const seeds = Array.from({ length: SEEDS }, (_, at) => at + 1);
  const wrong: object[] = [];
  await forEachAtMost(4, seeds, async (seed) => {
    const end = await rotateUnder(rulesFrom(seed), { jumps: seed % 2 === 0, seed });
    if (!isDeepStrictEqual(end, restful)) wrong.push({ seed, ...end });
    if (seed % 20 === 0) console.log(`seed ${seed} of ${SEEDS}, ${wrong.length} wrong`);
  });
  expect(wrong).toEqual([]);
  console.log(`${SEEDS} seeds of faults in a rotation, every other with a clock that jumps, all passed`);
}, 1_200_000);

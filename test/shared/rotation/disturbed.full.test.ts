import { expect, it } from 'vitest';
import { forEachAtMost } from '../../../shared/at-most.ts';
import { restful, rotateUnder, rulesFrom } from './disturbed.ts';

const SEEDS = 200;

it('a rotation comes to its end under random faults of every kind', async () => {
  const seeds = Array.from({ length: SEEDS }, (_, at) => at + 1);
  await forEachAtMost(4, seeds, async (seed) => {
    const end = await rotateUnder(rulesFrom(seed), { jumps: seed % 2 === 0, seed });
    expect({ seed, ...end }).toEqual({ seed, ...restful });
  });
  console.log(`${SEEDS} seeds of faults in a rotation, every other with a clock that jumps, all passed`);
}, 1_200_000);

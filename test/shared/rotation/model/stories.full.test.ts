import { expect, it } from 'vitest';
import { rangeOf } from '../../../range.ts';
import { saySad, tellStories } from './story/tell-stories.ts';

const AT_ONCE = 100;
const all = rangeOf('SEEDS', 2_000);
const parts = Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, at) =>
  all.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
);

it.each(parts.map((seeds) => [`${seeds[0]} to ${seeds.at(-1)}`, seeds] as const))(
  'every story of the seeds %s ends well',
  async (name, seeds) => {
    const { acts, calls, faults, notYet } = await tellStories(seeds);

    console.log(`seeds ${name}: ${acts} acts, ${calls} cloud calls, ${notYet.length} do not end well yet`);
    for (const one of notYet) console.log(`  not yet: ${saySad(one)}`);
    expect(faults.map(saySad)).toEqual([]);
  },
);

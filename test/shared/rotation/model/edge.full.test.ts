import { expect, it, vi } from 'vitest';
import { rangeOf } from '../../../range.ts';
import { edgeDuels } from './duels.ts';
import { walkSchedules } from './schedule-walks.ts';
import { saySad, tellStories } from './story/tell-stories.ts';

/** Edge nodes show nothing of their guests: logins alone prove anything, and here the model of a guest answers them. */
vi.mock('../../../../shared/login/index.ts', async (original) => {
  const { openModelKey } = await import('./logins.ts');
  return { ...(await original<object>()), openLoginKey: openModelKey };
});

walkSchedules(edgeDuels, { most: 1, deathEvery: 3 });

it('every story of a fleet with edge nodes ends well', async () => {
  const { stories, acts, calls, faults, notYet } = await tellStories(rangeOf('SEEDS', 100), ['ens', 'ecs']);

  console.log(`${stories} stories with edge nodes: ${acts} acts, ${calls} cloud calls`);
  for (const one of notYet) console.log(`  not yet: ${saySad(one)}`);
  expect(faults.map(saySad)).toEqual([]);
});

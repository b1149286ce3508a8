import { expect, it } from 'vitest';
import { restartAfterCrash, restartWhole } from './crash-walk.ts';

it('a restart whose worker is killed at any call, before it is sent or after it was applied, is finished by the same request', async () => {
  expect.hasAssertions();
  const { wanted, points } = await restartWhole();
  for (const point of points) {
    const { mostRestarts, ...end } = await restartAfterCrash(point);
    expect({ point, ...end }).toMatchObject({ point, complete: true, instances: wanted.instances });
    expect({ point, isTwiceAtMost: mostRestarts <= 2 }).toEqual({ point, isTwiceAtMost: true });
  }
  console.log(`${points.length} crash points of a restart, all passed`);
});

import { describe, expect, it } from 'vitest';
import { restartAfterCrash, restartWhole } from './crash-walk.ts';

/** Every how many points are tried here; the longer suite tries them all. */
const SAMPLE = 23;

describe('a restart whose worker is killed', () => {
  it('a restart whose worker is killed is finished by the same request, with every instance in its power state and no tag left', async () => {
    expect.hasAssertions();
    const { wanted, points } = await restartWhole();
    for (const point of points.filter((_, at) => at % SAMPLE === 0)) {
      const { mostRestarts, ...end } = await restartAfterCrash(point);
      expect({ point, ...end }).toMatchObject({ point, complete: true, instances: wanted.instances });
      expect(mostRestarts).toBeLessThanOrEqual(2);
    }
  });

  it('a restart whose worker is killed was attached everywhere and is tagged nowhere in the end', async () => {
    const { wanted } = await restartWhole();
    const statuses = wanted.instances.map(({ status }: { status?: string }) => status);
    expect(statuses.filter((status) => status === 'Running')).toHaveLength(6);
    expect(statuses.filter((status) => status === 'Stopped')).toHaveLength(3);
    expect(wanted.instances).toEqual(wanted.instances.map((one) => ({ ...one, keyPairName: 'ops', isTagged: false })));
  });
});

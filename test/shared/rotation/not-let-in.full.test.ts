import { describe, expect, it } from 'vitest';
import { atOnce, closeEdges, now, openEdge } from './scenes/edge-scene.ts';

closeEdges();

const refused = (product: 'ens' | 'kms', action: string, times = 1) =>
  ({ fault: 'error', product, action, code: 'Forbidden', status: 403, times }) as const;

describe('an edge node that does not let the new key in', () => {
  it('blocks the rotation, and no other one stays away', async () => {
    const { rest, ask, follow, cloud, ids, statuses, carried, marks } = await openEdge(4, {
      ...atOnce('100%'),
      jump: true,
    });
    await cloud.instances.change(ids[2] ?? '', { runCloudInit: false });
    await ask(now);
    await follow(2);
    await rest();
    expect(statuses().filter((status) => status === 'Stopped')).toHaveLength(3);
    const status = await follow();
    expect(status).toMatchObject({ phase: 'blocked', health: 'stuck' });
    await rest();
    expect(statuses()).toEqual(ids.map(() => 'Running'));
    expect(marks()).toEqual(ids.map(() => false));
    const { pending } = status;
    expect(carried()).toEqual([pending, pending, 'ops', pending]);
  });

  it('keeps further ones from being begun, also while that it is refused cannot be noted', async () => {
    const { ask, follow, rest, cloud, ids, stops, marks } = await openEdge(3, { jump: true });
    await cloud.instances.change(ids[0] ?? '', { runCloudInit: false });
    await ask(now);
    cloud.faults.add(refused('kms', 'UpdateSecretVersionStage', 2));
    await follow(2);
    expect([stops(), marks()]).toEqual([
      [1, 0, 0],
      [true, false, false],
    ]);
    expect(await follow()).toMatchObject({ phase: 'blocked' });
    await rest();
    expect([stops(), marks()]).toEqual([
      [2, 0, 0],
      [false, false, false],
    ]);
  });
});

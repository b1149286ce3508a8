import { describe, expect, it } from 'vitest';
import { opsFleet } from '../fleet/some-fleet.ts';
import { createAutoScene } from './auto-scene.ts';

const ours = { tags: { ssh: 'ops' } };
const plainly = opsFleet('takeEffect: onNextStart');

describe('tick of the timer', () => {
  const tick = { triggerTime: '2026-01-01T00:00:00Z', triggerName: 'reconcile', payload: '' };

  it('brings about the whole fleet, over all products', async () => {
    const scene = await createAutoScene();
    const ids = [
      ...scene.make('ecs', 60, ours),
      ...scene.make('swas', 5, ours),
      ...scene.make('ens', 2, { ...ours, status: 'Stopped' }),
    ];
    const report = await scene.handle(tick, plainly);
    expect(report).toMatchObject({ totalCount: 67, succeededCount: 67, complete: true });
    expect(ids.every((id) => scene.cloud.instances.get(id)?.keyPairName === 'ops')).toBe(true);
    expect(scene.count(/^AttachKeyPair$/)).toBe(4);
  });

  it('a tick of the timer that finds all done makes no call but to look', async () => {
    const scene = await createAutoScene();
    scene.make('ecs', 150, { ...ours, keyPairName: 'ops' });
    const report = await scene.handle(tick, plainly);
    expect(report).toMatchObject({ totalCount: 150, skippedCount: 150 });
    expect(
      scene.cloud.calls
        .list()
        .map(({ product, action }) => `${product} ${action}`)
        .toSorted(),
    ).toEqual([
      'ecs DescribeInstances',
      'ecs DescribeInstances',
      'ens DescribeInstances',
      'swas ListInstances',
      'swas ListKeyPairs',
    ]);
  });

  it('changes as many as the limit says, and leaves the others to the next', async () => {
    const scene = await createAutoScene();
    scene.make('ecs', 30, ours);
    const fleet = { ...plainly, limits: { ...plainly.limits, maxInstances: 20 } };
    const report = await scene.handle(tick, fleet);
    expect(report).toMatchObject({ succeededCount: 20, skippedCount: 10, complete: false });
    expect(await scene.handle(tick, fleet)).toMatchObject({ succeededCount: 10, complete: true });
  });

  it('a tick of the timer that overlaps another does no harm', async () => {
    const scene = await createAutoScene();
    scene.make('ecs', 20, ours);
    await scene.clock.run(Promise.all([scene.begin(tick, plainly), scene.begin(tick, plainly)]));
    expect(await scene.handle(tick, plainly)).toMatchObject({ totalCount: 20, skippedCount: 20 });
  });

  it('a tick of the timer goes on where one product does not answer, and says which', async () => {
    const scene = await createAutoScene();
    scene.make('ecs', 2, ours);
    scene.cloud.faults.add({ product: 'swas', action: 'ListInstances', fault: 'html502', times: 100 });
    const report = await scene.handle(tick, plainly);
    expect(report).toMatchObject({ succeededCount: 2, complete: false, unseen: [{ product: 'swas' }] });
  });
});

describe('plan', () => {
  it('a plan says of each instance what a reconcile would do, and changes nothing', async () => {
    const scene = await createAutoScene();
    const fleet = opsFleet('takeEffect: restart\nrestart: new\nifAttached: replace');
    scene.make('ecs', 1, ours);
    scene.make('ecs', 1, { ...ours, keyPairName: 'theirs', status: 'Stopped' });
    scene.make('ecs', 1, { ...ours, keyPairName: 'ops' });
    scene.cloud.calls.clear();
    const report = await scene.handle({ action: 'plan' }, fleet);
    expect(report.dryRun).toBe(true);
    expect(report.results.map(({ code, message }) => `${code}: ${message}`).toSorted()).toEqual([
      'AlreadyAttached: ops is attached already',
      'WouldAttach: would attach ops, by restarting it',
      'WouldReplace: would replace key pair theirs with ops, in force from its next start on',
    ]);
    expect(scene.count(/^(?!Describe|List)/)).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { createSecrets, kmsApi } from '../../../shared/kms/index.ts';
import { createKeyPair, openLocal } from '../../stack.ts';
import { opsFleet } from '../fleet/some-fleet.ts';
import { createAutoScene, created, stateChange } from './auto-scene.ts';

const ours = { tags: { ssh: 'ops' } };
const plainly = opsFleet('takeEffect: onNextStart');

describe('an event about an instance', () => {
  it('attaches the key pair that the fleet says, once, however often it comes', async () => {
    const scene = await createAutoScene();
    const [id = ''] = scene.make('ecs', 1, ours);
    const reports = [1, 2, 3].map(() => scene.begin(stateChange(id), plainly));
    await scene.clock.run(Promise.all(reports));
    const last = await scene.handle(stateChange(id), plainly);
    expect(last.results).toMatchObject([
      { instanceId: id, status: 'skipped', code: 'AlreadyAttached', attached: 'yes' },
    ]);
    expect(scene.cloud.instances.get(id)?.keyPairName).toBe('ops');
  });

  it('changes nothing of an instance that the fleet does not select, ignores, or whose key pair is another', async () => {
    const scene = await createAutoScene();
    const ids = [
      ...scene.make('ecs', 1, { tags: { ssh: 'dev' } }),
      ...scene.make('ecs', 1, { tags: { ssh: 'ops', 'keyfleet:ignore': '' } }),
      ...scene.make('ecs', 1, { ...ours, keyPairName: 'theirs' }),
    ];
    const report = await scene.handle(created('ecs', ids), plainly);
    expect(report.results.map(({ code }) => code)).toEqual(['NotManaged', 'Ignored', 'ForeignKeyPair']);
    expect(scene.count(/^(Attach|Tag|RunCommand|Reboot)/)).toBe(0);
  });

  it('waits until new instances are Running, and acts on each as it comes', async () => {
    const scene = await createAutoScene({ power: { pendingMs: 20_000, startMs: 10_000 } });
    const ids = scene.make('ecs', 3, { ...ours, status: 'Pending' });
    const report = await scene.handle(created('ecs', ids), plainly);
    expect(report).toMatchObject({ succeededCount: 3, complete: true });
  });

  it('leaves an instance to the next event when its time is over before the instance is ready', async () => {
    const scene = await createAutoScene({ power: { pendingMs: 3_600_000 } });
    const [id = ''] = scene.make('ecs', 1, { ...ours, status: 'Pending' });
    const report = await scene.handle(stateChange(id, 'Created'), plainly);
    expect(report.results).toMatchObject([{ status: 'skipped', code: 'NotYet' }]);
  });

  it('waits for the agent of a new instance, and takes the fallback when it never answers', async () => {
    const scene = await createAutoScene();
    const [id = ''] = scene.make('ecs', 1, { ...ours, agent: 'offline' });
    const startMs = scene.clock.now();
    const report = await scene.handle(stateChange(id), opsFleet('takeEffect: online\nfallback: onNextStart'));
    expect(report.results).toMatchObject([{ status: 'succeeded', attached: 'yes', effective: 'afterStart' }]);
    expect(scene.clock.now() - startMs).toBeGreaterThanOrEqual(55_000);
  });

  it('restarts a new edge node where new ones may be, and leaves it running', async () => {
    const scene = await createAutoScene();
    const ids = scene.make('ens', 1, ours);
    const report = await scene.handle(created('ens', ids), opsFleet('takeEffect: restart\nrestart: new'));
    expect(report.results).toMatchObject([{ status: 'succeeded', attached: 'yes' }]);
    expect(scene.cloud.instances.get(ids[0] ?? '')).toMatchObject({
      status: 'Running',
      keyPairName: 'ops',
      tags: ours.tags,
    });
  });

  it('is no reason to call a region that the fleet has nothing in', async () => {
    const scene = await createAutoScene();
    const report = await scene.handle(stateChange('i-1', 'Running', 'evil-region'), plainly);
    expect(report).toMatchObject({ totalCount: 0, reasons: ['fleet.yaml selects nothing of ecs in evil-region'] });
    expect(scene.cloud.calls.list()).toEqual([]);
  });

  it('names an instance that is not there: success, with a word on it', async () => {
    const scene = await createAutoScene();
    const report = await scene.handle(stateChange('i-forged'), plainly);
    expect(report.results).toMatchObject([{ status: 'skipped', code: 'InvalidInstanceId.NotFound' }]);
  });
});

describe('a key pair that rotates', () => {
  const rotating = opsFleet('takeEffect: onNextStart\nrotation: { every: 30d, secret: keyfleet/ops }');

  it('is attached in its newest promoted generation, and any other is left to the rotation', async () => {
    const scene = await createAutoScene();
    const newest = 'ops-20260101T000000Z';
    await createKeyPair(scene.cloud, 'ecs', newest);
    const secrets = createSecrets(openLocal(scene.cloud)(kmsApi('cn-hangzhou')));
    await secrets.create({ name: 'keyfleet/ops', versionId: newest, data: 'a private key' });
    const [fresh = '', older = ''] = [
      ...scene.make('ecs', 1, ours),
      ...scene.make('ecs', 1, { ...ours, keyPairName: 'ops' }),
    ];
    const report = await scene.handle(created('ecs', [fresh, older]), rotating);
    expect(report.results.map(({ code }) => code).toSorted()).toEqual(['200', 'AlreadyAttached']);
    expect(scene.cloud.instances.get(fresh)?.keyPairName).toBe(newest);
    expect(scene.cloud.instances.get(older)?.keyPairName).toBe('ops');
  });

  it('is attached in none while it cannot be seen which is the newest', async () => {
    const scene = await createAutoScene();
    const ids = scene.make('ecs', 1, ours);
    scene.cloud.faults.add({ product: 'kms', fault: 'html502' });
    await expect(scene.handle(created('ecs', ids), rotating)).rejects.toMatchObject({ code: 'NoAnswer' });
    expect(scene.cloud.instances.get(ids[0] ?? '')?.keyPairName).toBe(null);
  });
});

describe('what may not be restarted', () => {
  it('is left and reported where nothing else helps', async () => {
    const scene = await createAutoScene();
    const ids = scene.make('ens', 1, ours);
    const report = await scene.handle(created('ens', ids), opsFleet('takeEffect: online\nfallback: onNextStart'));
    expect(report.results).toMatchObject([{ status: 'skipped', code: 'NeedsRestart' }]);
  });
});

describe('a tick of the timer', () => {
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

  it('that finds all done makes no call but to look', async () => {
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

  it('that overlaps another does no harm', async () => {
    const scene = await createAutoScene();
    scene.make('ecs', 20, ours);
    await scene.clock.run(Promise.all([scene.begin(tick, plainly), scene.begin(tick, plainly)]));
    expect(await scene.handle(tick, plainly)).toMatchObject({ totalCount: 20, skippedCount: 20 });
  });

  it('goes on where one product does not answer, and says which', async () => {
    const scene = await createAutoScene();
    scene.make('ecs', 2, ours);
    scene.cloud.faults.add({ product: 'swas', action: 'ListInstances', fault: 'html502', times: 100 });
    const report = await scene.handle(tick, plainly);
    expect(report).toMatchObject({ succeededCount: 2, complete: false, unseen: [{ product: 'swas' }] });
  });
});

describe('a plan', () => {
  it('says of each instance what a reconcile would do, and changes nothing', async () => {
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

import { describe, expect, it } from 'vitest';
import { opsFleet } from '../fleet/some-fleet.ts';
import { createAutoScene, created, stateChange } from './auto-scene.ts';

const ours = { tags: { ssh: 'ops' } };
const plainly = opsFleet('takeEffect: onNextStart');

describe('event about an instance', () => {
  it('an event about an instance attaches the key pair that the fleet says, once, however often it comes', async () => {
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

  it('waits until new instances are Running, and acts on each within 5 s of that', async () => {
    const scene = await createAutoScene({ power: { pendingMs: 20_000, startMs: 10_000 } });
    const ids = scene.make('ecs', 3, { ...ours, status: 'Pending' });
    const runningMs = scene.clock.now() + 30_000;
    const report = await scene.handle(created('ecs', ids), plainly);
    expect(report).toMatchObject({ succeededCount: 3, complete: true });
    expect(scene.clock.now() - runningMs).toBeLessThanOrEqual(5_000);
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

  it('an event about an instance is no reason to call a region that the fleet has nothing in', async () => {
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

describe('what may not be restarted', () => {
  it('what may not be restarted is left and reported where nothing else helps', async () => {
    const scene = await createAutoScene();
    const ids = scene.make('ens', 1, ours);
    const report = await scene.handle(created('ens', ids), opsFleet('takeEffect: online\nfallback: onNextStart'));
    expect(report.results).toMatchObject([{ status: 'skipped', code: 'NeedsRestart' }]);
  });
});

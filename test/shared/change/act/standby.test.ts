import { afterEach, describe, expect, it } from 'vitest';
import { RESTART_STANDBY_TAG } from '../../../../shared/restart/tag.ts';
import { crashPoints } from '../../../crash.ts';
import { createKeyPair, rpc, targetOf } from '../../../stack.ts';
import { GROUP, openStandbyScene, restartOf, type StandbyScene, statusesOf } from './standby-scene.ts';

let scene: StandbyScene;
afterEach(() => scene.close());

describe('a restart of instances of a scaling group', () => {
  it.each(['attach', 'detach'] as const)(
    'a restart of instances of a scaling group, for %s, has them on standby meanwhile and back in service afterwards',
    async (action) => {
      scene = await openStandbyScene();
      const ids = scene.join(3, { keyPairName: action === 'attach' ? 'old' : 'ops' });
      const consent = action === 'detach' ? { allowLockOut: true, allowUnverified: true } : {};

      const report = await scene.run(action, restartOf(ids, consent));
      await scene.rest();

      expect(report).toMatchObject({ complete: true, succeededCount: 3 });
      expect(await scene.standOf(ids)).toEqual(ids.map(() => 'Running InService'));
      expect(ids.map((id) => scene.cloud.instances.get(id)?.history.reboots)).toEqual([1, 1, 1]);
    },
  );

  it('a restart of instances of a scaling group waits for a standby that takes its time', async () => {
    scene = await openStandbyScene({ standbyMs: 7_000 });
    const ids = scene.join(2);
    expect(await statusesOf(scene.attach(ids))).toEqual(['succeeded 200', 'succeeded 200']);
    await scene.rest();
    expect(await scene.standOf(ids)).toEqual(['Running InService', 'Running InService']);
  });

  it.each(['Standby', 'Pending:Wait'] as const)(
    'a restart of instances of a scaling group leaves one as it is that no health check looks at: %s',
    async (lifecycleState) => {
      scene = await openStandbyScene();
      const ids = scene.join(1, { lifecycleState });
      expect(await statusesOf(scene.attach(ids))).toEqual(['succeeded 200']);
      await scene.rest();
      expect(await scene.standOf(ids)).toEqual([`Running ${lifecycleState}`]);
      expect(scene.callsOf('EnterStandby', 'ExitStandby')).toEqual([]);
    },
  );

  it('a restart of instances of no scaling group looks before each reboot, and asks nothing more of Auto Scaling', async () => {
    scene = await openStandbyScene();
    await createKeyPair(scene.cloud, 'swas', 'ops');
    const targets = [targetOf('ecs', 'ops', scene.make('ecs', 20)), targetOf('swas', 'ops', scene.make('swas', 3))];
    const report = await scene.run('attach', { targets, takeEffect: 'restart' });
    expect(report.succeededCount).toBe(23);
    const asked = scene.cloud.calls.list().filter(({ product }) => product === 'ess');
    expect(new Set(asked.map(({ action }) => action))).toEqual(new Set(['DescribeScalingInstances']));
    const reboots = scene.cloud.calls
      .list()
      .filter(({ product, action }) => product === 'ecs' && action === 'RebootInstances');
    expect(asked).toHaveLength(reboots.length);
  });

  it('an attach that restarts nothing asks nothing of Auto Scaling', async () => {
    scene = await openStandbyScene();
    await scene.run('attach', targetOf('ecs', 'ops', scene.join(2)));
    expect(scene.cloud.calls.list().filter(({ product }) => product === 'ess')).toEqual([]);
  });

  it('a restart of instances of a scaling group tells apart those that it refuses, and restarts the others', async () => {
    scene = await openStandbyScene();
    const ids = [...scene.join(1, { lifecycleState: 'Protected' }), ...scene.join(2), ...scene.make('ecs', 1)];
    const report = await scene.attach(ids);
    expect(report.results.map(({ status, code, attached, effective }) => [status, code, attached, effective])).toEqual([
      ['failed', 'ScalingGroupRefused', 'yes', 'afterStart'],
      ...Array.from({ length: 3 }, () => ['succeeded', '200', 'yes', 'unknown']),
    ]);
    expect(report.results[0]?.message).toContain('Protected');
    await scene.rest();
    expect(await scene.standOf(ids)).toEqual([
      'Running Protected',
      'Running InService',
      'Running InService',
      'Running no member',
    ]);
    expect(scene.cloud.instances.get(ids[0] ?? '')?.history.reboots).toBe(0);
  });

  it.each([
    ['EnterStandby', 'Forbidden.Unauthorized', 'ScalingGroupRefused'],
    ['DescribeScalingInstances', 'Forbidden.Unauthorized', 'ScalingGroupUnseen'],
  ])('a restart of instances of a scaling group without %s is left with its reason', async (action, code, outcome) => {
    scene = await openStandbyScene();
    const ids = scene.join(2);
    scene.cloud.faults.add({ product: 'ess', action, fault: 'error', code, status: 403 });
    expect(await statusesOf(scene.attach(ids))).toEqual([`failed ${outcome}`, `failed ${outcome}`]);
    scene.cloud.faults.clear();
    await scene.rest();
    expect(await scene.standOf(ids)).toEqual(['Running InService', 'Running InService']);
    expect(scene.callsOf('RebootInstances')).toEqual([]);
  });

  it('an instance that cannot go back in service says so and keeps its mark, by which the next run puts it back', async () => {
    scene = await openStandbyScene();
    const ids = scene.join(1);
    scene.cloud.faults.add({
      product: 'ess',
      action: 'ExitStandby',
      fault: 'error',
      code: 'Forbidden.Unauthorized',
      status: 403,
    });
    expect(await statusesOf(scene.attach(ids))).toEqual(['failed StandbyNotLeft']);
    expect(await scene.standOf(ids)).toEqual([expect.stringContaining(`Running Standby`)]);
    expect(await scene.standOf(ids)).toEqual([expect.stringContaining(RESTART_STANDBY_TAG)]);
    scene.cloud.faults.clear();
    await scene.rest();
    expect(await statusesOf(scene.attach(ids))).toEqual(['succeeded 200']);
    await scene.rest();
    expect(await scene.standOf(ids)).toEqual(['Running InService']);
  });

  it('an instance that a restart has left stopped on standby goes back in service only once it runs', async () => {
    scene = await openStandbyScene();
    const since = new Date(scene.clock.now() - 300_000).toISOString();
    const marks = { 'keyfleet:restart': 'ops', 'keyfleet:restart-since': since, [RESTART_STANDBY_TAG]: GROUP };
    const ids = scene.join(1, { lifecycleState: 'Standby', status: 'Stopped', keyPairName: 'ops', tags: marks });
    expect((await scene.attach(ids)).failCount).toBe(1);
    expect(await scene.standOf(ids)).toEqual([`Stopped Standby ${Object.keys(marks).join(' ')}`]);
    await rpc(scene.cloud, 'ecs')('StartInstances', { RegionId: 'cn-hangzhou', InstanceId: ids });
    await scene.rest();
    expect(await statusesOf(scene.attach(ids))).toEqual(['succeeded 200']);
    await scene.rest();
    expect(await scene.standOf(ids)).toEqual(['Running InService']);
  });

  it('an instance whose reboot is refused goes back in service', async () => {
    scene = await openStandbyScene();
    const ids = scene.join(1);
    scene.cloud.faults.add({ action: 'RebootInstances', fault: 'error', code: 'InstanceNotReady', status: 403 });
    expect(await statusesOf(scene.attach(ids))).toEqual(['failed InstanceNotReady']);
    await scene.rest();
    expect(await scene.standOf(ids)).toEqual(['Running InService']);
  });

  it.each([
    ['EnterStandby', 'resetAfter'],
    ['EnterStandby', 'resetBefore'],
    ['ExitStandby', 'resetAfter'],
    ['ExitStandby', 'resetBefore'],
  ] as const)(
    'a restart of instances of a scaling group goes on when the connection of %s is lost: %s',
    async (action, fault) => {
      scene = await openStandbyScene();
      const ids = scene.join(1);
      scene.cloud.faults.add({ product: 'ess', action, fault, times: 1 });
      expect(await statusesOf(scene.attach(ids))).toEqual(['succeeded 200']);
      await scene.rest();
      expect(await scene.standOf(ids)).toEqual(['Running InService']);
    },
  );

  it.each(['InService', 'Standby'] as const)(
    'a restart of an instance that is %s and dies after any call is finished by the same request',
    async (lifecycleState) => {
      scene = await openStandbyScene();
      const calls = await scene.runDoomed('attach', restartOf(scene.join(1, { lifecycleState })));
      await scene.close();
      const points = crashPoints(calls);
      const ends: unknown[] = [];
      for (const point of points) {
        scene = await openStandbyScene();
        const ids = scene.join(1, { lifecycleState });
        await scene.runDoomed('attach', restartOf(ids), point);
        await scene.rest();
        const { complete } = await scene.attach(ids);
        await scene.rest();
        const restarts = scene.cloud.instances.get(ids[0] ?? '')?.history.reboots ?? 0;
        ends.push({ point, complete, stand: await scene.standOf(ids), isRestarted: restarts >= 1 && restarts <= 2 });
        await scene.close();
      }
      expect(points.length).toBeGreaterThan(10);
      const wanted = { complete: true, stand: [`Running ${lifecycleState}`], isRestarted: true };
      expect(ends).toEqual(points.map((point) => ({ point, ...wanted })));
    },
  );
});

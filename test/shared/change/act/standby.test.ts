import type { InstanceSpec } from '@keyfleet/local-cloud';
import { afterEach, describe, expect, it } from 'vitest';
import { essApi } from '../../../../shared/cloud/ess/api.ts';
import { RESTART_STANDBY_TAG } from '../../../../shared/restart/tag.ts';
import { crashPoints } from '../../../crash.ts';
import { createKeyPair, openLocal, rpc, targetOf } from '../../../stack.ts';
import { createScene, type Scene } from './scene.ts';

const GROUP = 'asg-web';
const POWER = { pendingMs: 1_000, startMs: 9_000, stopMs: 8_000, rebootMs: 20_000 };

let scene: Scene;
afterEach(() => scene.close());

async function setUp(scaling: object = {}) {
  scene = await createScene({ power: POWER, scaling });
  await createKeyPair(scene.cloud, 'ecs', 'ops');
  return scene;
}

const join = (count: number, more: Partial<InstanceSpec> = {}) =>
  scene.make('ecs', count, { scalingGroupId: GROUP, ...more });
const restartOf = (ids: readonly string[], more: object = {}) => ({
  ...targetOf('ecs', 'ops', [...ids]),
  takeEffect: 'restart',
  maxUnavailable: '50%',
  ...more,
});
const attach = (ids: readonly string[], more: object = {}) => scene.run('attach', restartOf(ids, more));
/** Lets what is under way come to rest. */
const rest = () => scene.clock.run(scene.clock.sleep(60_000));
const callsOf = (...actions: string[]) =>
  scene.cloud.calls.list().filter(({ action }) => actions.includes(action ?? ''));

interface Row {
  InstanceId: string;
  LifecycleState: string;
}

/** Each instance as its group and the product show it; `gone` where the group has released it. */
async function standOf(ids: readonly string[]) {
  const body = await openLocal(scene.cloud)(essApi)<{ ScalingInstances: Row[] }>('DescribeScalingInstances', {
    RegionId: 'cn-hangzhou',
    PageSize: 100,
  });
  const rows = body.ScalingInstances;
  return ids.map((id) => {
    const instance = scene.cloud.instances.get(id);
    const state = rows.find(({ InstanceId }) => InstanceId === id)?.LifecycleState ?? 'no member';
    return instance ? `${instance.status} ${state} ${Object.keys(instance.tags).join(' ')}`.trim() : 'gone';
  });
}

const statusesOf = async (report: ReturnType<typeof attach>) =>
  (await report).results.map(({ status, code }) => `${status} ${code}`);

describe('a restart of instances of a scaling group', () => {
  it.each(['attach', 'detach'] as const)(
    'a restart of instances of a scaling group, for %s, has them on standby meanwhile and back in service afterwards',
    async (action) => {
      await setUp();
      const ids = join(3, { keyPairName: action === 'attach' ? 'old' : 'ops' });
      const consent = action === 'detach' ? { allowLockOut: true, allowUnverified: true } : {};

      const report = await scene.run(action, restartOf(ids, consent));
      await rest();

      expect(report).toMatchObject({ complete: true, succeededCount: 3 });
      expect(await standOf(ids)).toEqual(ids.map(() => 'Running InService'));
      expect(ids.map((id) => scene.cloud.instances.get(id)?.history.reboots)).toEqual([1, 1, 1]);
    },
  );

  it('a restart of instances of a scaling group waits for a standby that takes its time', async () => {
    await setUp({ standbyMs: 7_000 });
    const ids = join(2);
    expect(await statusesOf(attach(ids))).toEqual(['succeeded 200', 'succeeded 200']);
    await rest();
    expect(await standOf(ids)).toEqual(['Running InService', 'Running InService']);
  });

  it.each(['Standby', 'Pending:Wait'] as const)(
    'a restart of instances of a scaling group leaves one as it is that no health check looks at: %s',
    async (lifecycleState) => {
      await setUp();
      const ids = join(1, { lifecycleState });
      expect(await statusesOf(attach(ids))).toEqual(['succeeded 200']);
      await rest();
      expect(await standOf(ids)).toEqual([`Running ${lifecycleState}`]);
      expect(callsOf('EnterStandby', 'ExitStandby')).toEqual([]);
    },
  );

  it('a restart of instances of no scaling group looks once, and asks nothing more of Auto Scaling', async () => {
    await setUp();
    await createKeyPair(scene.cloud, 'swas', 'ops');
    const targets = [targetOf('ecs', 'ops', scene.make('ecs', 20)), targetOf('swas', 'ops', scene.make('swas', 3))];
    const report = await scene.run('attach', { targets, takeEffect: 'restart' });
    expect(report.succeededCount).toBe(23);
    const asked = scene.cloud.calls.list().filter(({ product }) => product === 'ess');
    expect(asked.map(({ action }) => action)).toEqual(['DescribeScalingInstances']);
  });

  it('an attach that restarts nothing asks nothing of Auto Scaling', async () => {
    await setUp();
    await scene.run('attach', targetOf('ecs', 'ops', join(2)));
    expect(scene.cloud.calls.list().filter(({ product }) => product === 'ess')).toEqual([]);
  });

  it('a restart of instances of a scaling group tells apart those that it refuses, and restarts the others', async () => {
    await setUp();
    const ids = [...join(1, { lifecycleState: 'Protected' }), ...join(2), ...scene.make('ecs', 1)];
    const report = await attach(ids);
    expect(report.results.map(({ status, code, attached, effective }) => [status, code, attached, effective])).toEqual([
      ['failed', 'ScalingGroupRefused', 'yes', 'afterStart'],
      ...Array.from({ length: 3 }, () => ['succeeded', '200', 'yes', 'unknown']),
    ]);
    expect(report.results[0]?.message).toContain('Protected');
    await rest();
    expect(await standOf(ids)).toEqual([
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
    await setUp();
    const ids = join(2);
    scene.cloud.faults.add({ product: 'ess', action, fault: 'error', code, status: 403 });
    expect(await statusesOf(attach(ids))).toEqual([`failed ${outcome}`, `failed ${outcome}`]);
    scene.cloud.faults.clear();
    await rest();
    expect(await standOf(ids)).toEqual(['Running InService', 'Running InService']);
    expect(callsOf('RebootInstances')).toEqual([]);
  });

  it('an instance that cannot go back in service says so and keeps its mark, by which the next run puts it back', async () => {
    await setUp();
    const ids = join(1);
    scene.cloud.faults.add({
      product: 'ess',
      action: 'ExitStandby',
      fault: 'error',
      code: 'Forbidden.Unauthorized',
      status: 403,
    });
    expect(await statusesOf(attach(ids))).toEqual(['failed StandbyNotLeft']);
    expect(await standOf(ids)).toEqual([expect.stringContaining(`Running Standby`)]);
    expect(await standOf(ids)).toEqual([expect.stringContaining(RESTART_STANDBY_TAG)]);
    scene.cloud.faults.clear();
    await rest();
    expect(await statusesOf(attach(ids))).toEqual(['succeeded 200']);
    await rest();
    expect(await standOf(ids)).toEqual(['Running InService']);
  });

  it('an instance that a restart has left stopped on standby goes back in service only once it runs', async () => {
    await setUp();
    const since = new Date(scene.clock.now() - 300_000).toISOString();
    const marks = { 'keyfleet:restart': 'ops', 'keyfleet:restart-since': since, [RESTART_STANDBY_TAG]: GROUP };
    const ids = join(1, { lifecycleState: 'Standby', status: 'Stopped', keyPairName: 'ops', tags: marks });
    expect((await attach(ids)).failCount).toBe(1);
    expect(await standOf(ids)).toEqual([`Stopped Standby ${Object.keys(marks).join(' ')}`]);
    await rpc(scene.cloud, 'ecs')('StartInstances', { RegionId: 'cn-hangzhou', InstanceId: ids });
    await rest();
    expect(await statusesOf(attach(ids))).toEqual(['succeeded 200']);
    await rest();
    expect(await standOf(ids)).toEqual(['Running InService']);
  });

  it('an instance whose reboot is refused goes back in service', async () => {
    await setUp();
    const ids = join(1);
    scene.cloud.faults.add({ action: 'RebootInstances', fault: 'error', code: 'InstanceNotReady', status: 403 });
    expect(await statusesOf(attach(ids))).toEqual(['failed InstanceNotReady']);
    await rest();
    expect(await standOf(ids)).toEqual(['Running InService']);
  });

  it.each([
    ['EnterStandby', 'resetAfter'],
    ['EnterStandby', 'resetBefore'],
    ['ExitStandby', 'resetAfter'],
    ['ExitStandby', 'resetBefore'],
  ] as const)(
    'a restart of instances of a scaling group goes on when the connection of %s is lost: %s',
    async (action, fault) => {
      await setUp();
      const ids = join(1);
      scene.cloud.faults.add({ product: 'ess', action, fault, times: 1 });
      expect(await statusesOf(attach(ids))).toEqual(['succeeded 200']);
      await rest();
      expect(await standOf(ids)).toEqual(['Running InService']);
    },
  );

  it.each(['InService', 'Standby'] as const)(
    'a restart of an instance that is %s and dies after any call is finished by the same request',
    async (lifecycleState) => {
      await setUp();
      const calls = await scene.runDoomed('attach', restartOf(join(1, { lifecycleState })));
      await scene.close();
      const points = crashPoints(calls);
      const ends: unknown[] = [];
      for (const point of points) {
        await setUp();
        const ids = join(1, { lifecycleState });
        await scene.runDoomed('attach', restartOf(ids), point);
        await rest();
        const { complete } = await attach(ids);
        await rest();
        const restarts = scene.cloud.instances.get(ids[0] ?? '')?.history.reboots ?? 0;
        ends.push({ point, complete, stand: await standOf(ids), isRestarted: restarts >= 1 && restarts <= 2 });
        await scene.close();
      }
      expect(points.length).toBeGreaterThan(10);
      const wanted = { complete: true, stand: [`Running ${lifecycleState}`], isRestarted: true };
      expect(ends).toEqual(points.map((point) => ({ point, ...wanted })));
    },
  );
});

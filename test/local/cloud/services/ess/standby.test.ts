import type { InstanceSpec } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../../virtual-clock.ts';
import { addInstance, openCloud } from '../../open-cloud.ts';
import { call, type Parameters, repeated } from '../../signed-call.ts';

const GROUP = 'asg-1';

/** A cloud in which time passes only when told to, and its scaling group. */
async function openGroup(settings: object = {}) {
  const clock = createVirtualClock();
  const cloud = await openCloud({
    now: clock.now,
    after: (ms, task) => void clock.after(ms, task),
    guestRunner: 'none',
    settings: { dateWindowMinutes: 1_000_000_000, scaling: { standbyMs: 0 }, ...settings },
  });
  const ess = (action: string, parameters: Parameters = {}) => call(cloud, 'ess', action, parameters);
  return {
    cloud,
    ess,
    pass: (ms: number) => clock.run(clock.sleep(ms)),
    join: (more: Partial<InstanceSpec> = {}) => addInstance(cloud, { product: 'ecs', scalingGroupId: GROUP, ...more }),
    standby: (action: 'EnterStandby' | 'ExitStandby', ...ids: string[]) =>
      ess(action, { ScalingGroupId: GROUP, ...repeated('InstanceIds', ids) }),
    power: (action: string, InstanceId: string) => call(cloud, 'ecs', action, { InstanceId }),
    stateOf: async (id: string) => {
      const { body } = await ess('DescribeScalingInstances', { RegionId: 'cn-hangzhou', 'InstanceIds.1': id });
      const [row] = body.ScalingInstances as { LifecycleState: string; HealthStatus: string }[];
      return row && `${row.LifecycleState} ${row.HealthStatus}`;
    },
  };
}

describe('members of a scaling group', () => {
  it('members of a scaling group are listed with their state, by id, by group and page by page', async () => {
    const { cloud, ess, join } = await openGroup();
    const ids = [join(), join(), join({ scalingGroupId: 'asg-2', lifecycleState: 'Protected' })];
    const alone = addInstance(cloud, { product: 'ecs' });
    const list = async (more: Parameters) => {
      const { body } = await ess('DescribeScalingInstances', { RegionId: 'cn-hangzhou', ...more });
      const rows = body.ScalingInstances as { InstanceId: string }[];
      return { total: body.TotalCount, ids: rows.map(({ InstanceId }) => InstanceId) };
    };
    expect(await list({})).toEqual({ total: 3, ids });
    expect(await list(repeated('InstanceIds', [ids[1] ?? '', alone, 'i-none']))).toEqual({ total: 1, ids: [ids[1]] });
    expect(await list({ ScalingGroupId: 'asg-2' })).toEqual({ total: 1, ids: [ids[2]] });
    expect(await list({ LifecycleState: 'Protected' })).toEqual({ total: 1, ids: [ids[2]] });
    expect(await list({ PageSize: 2, PageNumber: 2 })).toEqual({ total: 3, ids: [ids[2]] });
    expect(await list({ RegionId: 'cn-shanghai' })).toEqual({ total: 0, ids: [] });
    const { body } = await call(cloud, '2014-08-28', 'DescribeScalingInstances', {
      RegionId: 'cn-hangzhou',
      'InstanceId.1': ids[0] ?? '',
    });
    expect(body.ScalingInstances).toEqual({ ScalingInstance: [expect.objectContaining({ InstanceId: ids[0] })] });
  });

  it.each(['StopInstance', 'RebootInstance'])(
    'a member in service that is not running after %s is removed and released',
    async (action) => {
      const { cloud, join, pass, power, stateOf } = await openGroup();
      const id = join();
      await power(action, id);
      await pass(2_000);
      expect([await stateOf(id), cloud.instances.get(id)]).toEqual([undefined, undefined]);
    },
  );

  it('a member on standby is stopped and started again, and back in service it is healthy', async () => {
    const { cloud, join, pass, power, standby, stateOf } = await openGroup();
    const id = join();
    expect(await standby('EnterStandby', id)).toMatchObject({
      status: 200,
      body: { ScalingActivityId: expect.stringMatching(/^asa-bp1[a-z\d]{17}$/) },
    });
    expect(await stateOf(id)).toBe('Standby Healthy');
    await power('StopInstance', id);
    await pass(2_000);
    await power('StartInstance', id);
    await pass(2_000);
    expect((await standby('ExitStandby', id)).status).toBe(200);
    await pass(2_000);
    expect([await stateOf(id), cloud.instances.get(id)?.status]).toEqual(['InService Healthy', 'Running']);
  });

  it('a member that is back in service while it is stopped is removed then', async () => {
    const { cloud, join, pass, power, standby } = await openGroup();
    const id = join();
    await standby('EnterStandby', id);
    await power('StopInstance', id);
    await pass(2_000);
    await standby('ExitStandby', id);
    await pass(2_000);
    expect(cloud.instances.get(id)).toBeUndefined();
  });

  it('a member of a group without a health check is stopped and stays', async () => {
    const { cloud, join, pass, power } = await openGroup({ scaling: { healthCheck: 'never' } });
    const id = join();
    await power('StopInstance', id);
    await pass(2_000);
    expect(cloud.instances.get(id)?.status).toBe('Stopped');
  });

  it('a standby that takes its time shows only when it is over', async () => {
    const { join, pass, standby, stateOf } = await openGroup({ scaling: { standbyMs: 5_000 } });
    const id = join();
    await standby('EnterStandby', id);
    expect(await stateOf(id)).toBe('InService Healthy');
    await pass(5_000);
    expect(await stateOf(id)).toBe('Standby Healthy');
  });

  it.each<['EnterStandby' | 'ExitStandby', InstanceSpec['lifecycleState']]>([
    ['EnterStandby', 'Protected'],
    ['EnterStandby', 'Standby'],
    ['ExitStandby', 'InService'],
  ])('%s of a member that is %s is refused, with all that it names', async (action, lifecycleState = 'InService') => {
    const { join, standby, stateOf } = await openGroup();
    const other = join({ lifecycleState: action === 'EnterStandby' ? 'InService' : 'Standby' });
    const before = await stateOf(other);
    const answer = await standby(action, other, join({ lifecycleState }));
    expect(answer).toMatchObject({ status: 400, body: { Code: 'IncorrectInstanceStatus' } });
    expect(await stateOf(other)).toBe(before);
  });

  it.each<[Parameters, number, string]>([
    [{ ScalingGroupId: 'asg-none', 'InstanceIds.1': 'i-1' }, 404, 'InvalidScalingGroupId.NotFound'],
    [{ ScalingGroupId: GROUP, 'InstanceIds.1': 'i-1' }, 404, 'InvalidInstanceId.NotFound'],
    [{ ScalingGroupId: GROUP }, 400, 'MissingInstanceIds'],
    [{ ScalingGroupId: GROUP, ...repeated('InstanceIds', Array(21).fill('i-1')) }, 400, 'InvalidParameter'],
  ])('EnterStandby refuses %j with %i %s', async (parameters, status, Code) => {
    const { ess, join } = await openGroup();
    join();
    expect(await ess('EnterStandby', parameters)).toMatchObject({ status, body: { Code } });
  });

  it('EnterStandby is allowed for the groups that a policy names', async () => {
    const { cloud, join } = await openGroup();
    const policy = {
      Version: '1',
      Statement: [
        { Effect: 'Allow', Action: 'ess:EnterStandby', Resource: `acs:ess:cn-hangzhou:*:scalinggroup/${GROUP}` },
      ],
    } as const;
    const key = cloud.principals.create({ name: 'operator-of-one', policy });
    const enter = (ScalingGroupId: string, id: string) =>
      call(cloud, 'ess', 'EnterStandby', { ScalingGroupId, 'InstanceIds.1': id }, { key });
    const [ours, theirs] = [join(), join({ scalingGroupId: 'asg-2' })];
    expect((await enter(GROUP, ours)).status).toBe(200);
    expect(await enter('asg-2', theirs)).toMatchObject({ status: 403, body: { Code: 'Forbidden.Unauthorized' } });
  });
});

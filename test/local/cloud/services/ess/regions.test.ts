import { describe, expect, it } from 'vitest';
import { openCloud } from '../../open-cloud.ts';
import { call } from '../../signed-call.ts';

/** As the vendor's client for 2022-02-22 sends it: without a region. */
const configuration = { ScalingGroupId: 'asg-1', ScalingConfigurationName: 'web' };

describe('the region of a scaling group', () => {
  it('the region of a scaling group that nothing else is known of is the one where all instances are', async () => {
    const cloud = await openCloud();
    cloud.instances.add([{ product: 'ecs', regionId: 'cn-shanghai' }]);
    await call(cloud, 'ess', 'CreateScalingConfiguration', configuration);
    const { body } = await call(cloud, 'ess', 'DescribeScalingConfigurations', { RegionId: 'cn-shanghai' });
    expect(body).toMatchObject({ TotalCount: 1 });
  });

  it('the region of a scaling group is that of its other configurations', async () => {
    const cloud = await openCloud();
    const other = { ...configuration, ScalingConfigurationName: 'first', RegionId: 'eu-west-1' };
    for (const one of [other, configuration]) await call(cloud, 'ess', 'CreateScalingConfiguration', one);
    const { body } = await call(cloud, 'ess', 'DescribeScalingConfigurations', { RegionId: 'eu-west-1' });
    expect(body).toMatchObject({ TotalCount: 2 });
  });

  it('the region of a lifecycle action need not be named', async () => {
    const cloud = await openCloud();
    const [made] = cloud.instances.add([{ product: 'ecs', regionId: 'cn-shanghai' }]);
    const scaleOut = await fetch(`${cloud.url}/_local/lifecycle-actions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ instanceIds: [made?.instanceId], regionId: 'cn-shanghai' }),
    });
    const { scalingActivityId = '' } = (await scaleOut.json()) as { scalingActivityId?: string };
    const { body } = await call(cloud, 'ess', 'DescribeLifecycleActions', { ScalingActivityId: scalingActivityId });
    const [action] = body.LifecycleActions as { LifecycleHookId: string; LifecycleActionToken: string }[];
    const { LifecycleHookId = '', LifecycleActionToken = '' } = action ?? {};
    const done = await call(cloud, 'ess', 'CompleteLifecycleAction', { LifecycleHookId, LifecycleActionToken });
    expect(done.status).toBe(200);
  });
});

describe('ess 2014-08-28', () => {
  it('ess 2014-08-28 wraps its lists and numbers ids by the singular', async () => {
    const cloud = await openCloud();
    const { body } = await call(cloud, '2014-08-28', 'CreateScalingConfiguration', configuration);
    const listed = await call(cloud, '2014-08-28', 'DescribeScalingConfigurations', {
      RegionId: 'cn-hangzhou',
      'ScalingConfigurationId.1': String(body.ScalingConfigurationId),
    });
    expect(listed.body.ScalingConfigurations).toEqual({
      ScalingConfiguration: [expect.objectContaining({ ScalingConfigurationName: 'web' })],
    });
    const none = { RegionId: 'cn-hangzhou', 'ScalingConfigurationId.1': 'asc-none' };
    expect((await call(cloud, '2014-08-28', 'DescribeScalingConfigurations', none)).body).toMatchObject({
      TotalCount: 0,
    });
  });
});

import { describe, expect, it } from 'vitest';
import { ask } from './ask.ts';
import { addInstance } from './open-cloud.ts';
import { call, repeated } from './signed-call.ts';
import { openStillCloud } from './still-cloud.ts';

describe('what the states look like', () => {
  it('ecs DescribeInstanceStatus, 10 a page', async () => {
    const { cloud } = await openStillCloud();
    cloud.instances.add([{ product: 'ecs', regionId: 'cn-hangzhou', count: 12 }]);
    const stopped = addInstance(cloud, { product: 'ecs', status: 'Stopped' });
    const all = await ask(cloud, 'ecs', 'DescribeInstanceStatus', {});
    expect(all.body).toMatchObject({ TotalCount: 13, PageNumber: 1, PageSize: 10 });
    expect((all.body.InstanceStatuses as { InstanceStatus: unknown[] }).InstanceStatus).toHaveLength(10);
    const some = await ask(cloud, 'ecs', 'DescribeInstanceStatus', repeated('InstanceId', [stopped, 'i-none']));
    expect(some.body.InstanceStatuses).toEqual({ InstanceStatus: [{ InstanceId: stopped, Status: 'Stopped' }] });
    expect((await ask(cloud, 'ecs', 'DescribeInstanceStatus', { ZoneId: 'cn-hangzhou-x' })).body.TotalCount).toBe(0);
  });

  it('ecs DescribeInstanceAttribute, without key pair and tags', async () => {
    const { cloud } = await openStillCloud();
    const id = addInstance(cloud, { product: 'ecs', keyPairName: 'ops', tags: { a: 'b' } });
    const { body } = await call(cloud, 'ecs', 'DescribeInstanceAttribute', { InstanceId: id });
    expect(body).toMatchObject({ InstanceId: id, Status: 'Running', RegionId: 'cn-hangzhou' });
    expect(body).not.toHaveProperty('KeyPairName');
    expect(body).not.toHaveProperty('Tags');
    const unknown = await call(cloud, 'ecs', 'DescribeInstanceAttribute', { InstanceId: 'i-none' });
    expect([unknown.status, unknown.body.Code]).toEqual([404, 'InvalidInstanceId.NotFound']);
  });

  it('swas ListInstanceStatus, 10 a page', async () => {
    const { cloud } = await openStillCloud();
    cloud.instances.add([{ product: 'swas', regionId: 'cn-hangzhou', count: 12 }]);
    const stopped = addInstance(cloud, { product: 'swas', status: 'Stopped' });
    const all = await ask(cloud, 'swas', 'ListInstanceStatus', {});
    expect(all.body).toMatchObject({ TotalCount: 13, PageSize: 10, InstanceStatuses: { length: 10 } });
    const some = await ask(cloud, 'swas', 'ListInstanceStatus', { InstanceIds: JSON.stringify([stopped, 'none']) });
    expect(some.body.InstanceStatuses).toEqual([{ InstanceId: stopped, Status: 'Stopped' }]);
  });
});

import { type CloudEvent, isCloudEvent, type LocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { openCloud } from '../open-cloud.ts';
import { call } from '../signed-call.ts';

const power = { pendingMs: 5, startMs: 5, stopMs: 5, rebootMs: 5, lingerMs: 0 };
const region = { RegionId: 'cn-hangzhou' };
const openQuick = () => openCloud({ settings: { power }, guestRunner: 'none' });

function statesOf(cloud: LocalCloud, instanceId: string): string[] {
  const changes = cloud.events
    .list()
    .filter(isCloudEvent)
    .filter(({ type }) => type === 'ecs:Instance:StateChange');
  const data = changes.map((event) => event.data as { resourceId: string; state: string });
  return data.filter(({ resourceId }) => resourceId === instanceId).map(({ state }) => state);
}

describe('an ECS instance announces', () => {
  it('each state of its launch, once', async () => {
    expect.hasAssertions();
    const cloud = await openQuick();
    const launch = { ...region, ImageId: 'aliyun_3', InstanceType: 'ecs.t6', Amount: 2 };
    const { body } = await call(cloud, 'ecs', 'RunInstances', launch);
    const ids = (body.InstanceIdSets as { InstanceIdSet: string[] }).InstanceIdSet;
    for (const id of ids) {
      await expect.poll(() => statesOf(cloud, id)).toEqual(['Created', 'Starting', 'Running']);
    }
    const trail = cloud.events
      .list()
      .find((event): event is CloudEvent => 'type' in event && event.type.includes('ActionTrail'));
    expect(trail?.data).toMatchObject({
      eventName: 'RunInstances',
      referencedResources: { 'ACS::ECS::Instance': ids },
      responseElements: { InstanceIdSets: { InstanceIdSet: ids } },
    });
  });

  it('each state that a stop and a start go through', async () => {
    const cloud = await openQuick();
    cloud.instances.add([{ product: 'ecs', regionId: 'cn-hangzhou', instanceId: 'i-1' }]);
    cloud.events.clear();
    await call(cloud, 'ecs', 'StopInstance', { InstanceId: 'i-1' });
    await expect.poll(() => statesOf(cloud, 'i-1')).toEqual(['Stopping', 'Stopped']);
    await call(cloud, 'ecs', 'StartInstance', { InstanceId: 'i-1' });
    await expect.poll(() => statesOf(cloud, 'i-1')).toEqual(['Stopping', 'Stopped', 'Starting', 'Running']);
  });

  it('the states of a restart again: who listens cannot tell a launch from it', async () => {
    const cloud = await openQuick();
    cloud.instances.add([{ product: 'ecs', regionId: 'cn-hangzhou', instanceId: 'i-1' }]);
    cloud.events.clear();
    await call(cloud, 'ecs', 'RebootInstance', { InstanceId: 'i-1' });
    await expect.poll(() => statesOf(cloud, 'i-1')).toEqual(['Starting', 'Running']);
  });
});

describe('call that names an instance and no region', () => {
  it("a call that names an instance and no region counts in the instance's region", async () => {
    const cloud = await openQuick();
    cloud.instances.add([{ product: 'ecs', regionId: 'cn-shanghai', instanceId: 'i-1' }]);
    cloud.events.clear();
    await call(cloud, 'ecs', 'StopInstance', { InstanceId: 'i-1' });
    const trail = cloud.events
      .list()
      .filter(isCloudEvent)
      .find(({ type }) => type === 'ecs:ActionTrail:ApiCall');
    expect(trail).toMatchObject({
      aliyunregionid: 'cn-shanghai',
      data: { acsRegion: 'cn-shanghai', eventName: 'StopInstance' },
    });
  });
});

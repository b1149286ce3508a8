import {
  type CloudEvent,
  isCloudEvent,
  type LocalCloud,
  type LocalCloudOptions,
  type MonitorEvent,
} from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { openCloud } from '../open-cloud.ts';
import { sample } from './samples.ts';

const ecs = { product: 'ecs', regionId: 'cn-hangzhou', instanceId: 'i-1' } as const;
const atTime = (iso: string, options: LocalCloudOptions = {}) => openCloud({ ...options, now: () => Date.parse(iso) });

function cloudEvents(cloud: LocalCloud): CloudEvent[] {
  return cloud.events.list().filter(isCloudEvent);
}

function monitorEvents(cloud: LocalCloud): MonitorEvent[] {
  return cloud.events.list().filter((event): event is MonitorEvent => !isCloudEvent(event));
}

const statesOf = (cloud: LocalCloud) => cloudEvents(cloud).map(({ data }) => (data as { state: string }).state);

describe('new ECS instance', () => {
  it('a new ECS instance is announced by EventBridge in the published envelope', async () => {
    const published = sample('eventbridge-envelope-overview');
    const cloud = await atTime('2020-11-19T21:04:41.179+08:00');
    cloud.instances.add([ecs]);
    const [event] = cloudEvents(cloud);
    expect(event).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      source: 'acs.ecs',
      specversion: published.specversion,
      type: 'ecs:Instance:StateChange',
      datacontenttype: sample('fc-payload-from-eventbridge-observed').datacontenttype,
      subject: `acs:ecs:cn-hangzhou:${cloud.accountId}:instance/i-1`,
      time: published.time,
      aliyunaccountid: cloud.accountId,
      aliyunpublishtime: '2020-11-19T13:04:41.179Z',
      aliyuneventbusname: published.aliyuneventbusname,
      aliyunregionid: published.aliyunregionid,
      aliyunpublishaddr: expect.stringMatching(/^\d+(\.\d+){3}$/),
      data: { resourceId: 'i-1', resourceType: 'ALIYUN::ECS::Instance', state: 'Created' },
    });
  });

  it.each(['eventbridge-envelope-overview', 'eventbridge-acs-ebs', 'fc-payload-from-eventbridge-observed'])(
    'a new ECS instance has every attribute of %s',
    async (name) => {
      const cloud = await openCloud();
      cloud.instances.add([ecs]);
      const { aliyunoriginalaccountid: _onlyAcrossAccounts, ...attributes } = sample(name);
      expect(Object.keys(cloudEvents(cloud)[0] ?? {})).toEqual(expect.arrayContaining(Object.keys(attributes)));
    },
  );

  it('a new ECS instance may be published in local time, as the overview has it', async () => {
    const settings = { eventShapes: { publishTime: 'prc' } } as const;
    const cloud = await atTime('2020-11-19T21:04:42.179+08:00', { settings });
    cloud.instances.add([ecs]);
    expect(cloudEvents(cloud)[0]?.aliyunpublishtime).toBe(sample('eventbridge-envelope-overview').aliyunpublishtime);
  });

  it('a new ECS instance is announced by CloudMonitor as published, field by field', async () => {
    const published = sample('ecs-statechange-cms-running');
    const { resourceId: instanceId } = published.content as { resourceId: string };
    const cloud = await atTime('2019-04-09T12:18:26.922+08:00');
    cloud.instances.add([{ ...ecs, instanceId }]);
    expect(monitorEvents(cloud).at(-1)).toEqual({
      ...published,
      id: expect.stringMatching(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/),
      userId: cloud.accountId,
      resourceId: String(published.resourceId).replace(String(published.userId), cloud.accountId),
    });
  });

  it.each([
    ['Running', ['Created', 'Running']],
    ['Stopped', ['Created', 'Stopped']],
    ['Pending', ['Created']],
  ] as const)('a new ECS instance that is %s goes through %j', async (status, states) => {
    const cloud = await openCloud();
    cloud.instances.add([{ ...ecs, status }]);
    expect(statesOf(cloud)).toEqual(states);
    expect(monitorEvents(cloud).map(({ content }) => content.state)).toEqual(states);
  });

  it('a new ECS instance may be announced as Pending, as CloudMonitor documents it', async () => {
    const cloud = await openCloud({ settings: { eventShapes: { creation: 'Pending' } } });
    cloud.instances.add([ecs]);
    expect(statesOf(cloud)).toEqual(['Pending', 'Running']);
  });
});

describe('new instance elsewhere', () => {
  it('a new instance elsewhere is announced by CloudMonitor alone on ENS', async () => {
    const cloud = await openCloud();
    cloud.instances.add([{ product: 'ens', instanceId: 'e-1' }]);
    expect(cloudEvents(cloud)).toEqual([]);
    const form = Object.keys(sample('ecs-statechange-cms-running')).toSorted();
    expect(monitorEvents(cloud).map((event) => Object.keys(event).toSorted())).toEqual([form]);
    expect(monitorEvents(cloud)).toMatchObject([
      { product: 'ENS', name: 'EnsInstance:Create:Executed', level: 'CRITICAL', content: { instanceId: 'e-1' } },
    ]);
  });

  it('a new instance elsewhere is not announced on SWAS', async () => {
    const cloud = await openCloud();
    cloud.instances.add([{ product: 'swas', regionId: 'cn-hangzhou' }]);
    expect(cloud.events.list()).toEqual([]);
  });
});

import type { WireEvent } from '@keyfleet/local-cloud';
import { describe, expect, it, vi } from 'vitest';
import { control } from '../control/control-request.ts';
import { openCloud } from '../open-cloud.ts';

const ecs = { product: 'ecs', regionId: 'cn-hangzhou' } as const;
const event = { source: 'mine', type: 'mine:Test' };

describe('events of a cloud', () => {
  it('reach who subscribed, at once and as they are listed', async () => {
    const cloud = await openCloud();
    const seen: WireEvent[] = [];
    cloud.events.subscribe((one) => seen.push(one));
    cloud.instances.add([{ ...ecs, count: 3 }]);
    expect(seen).toHaveLength(12);
    expect(cloud.events.list()).toEqual(seen);
  });

  it('no longer reach who ended the subscription', async () => {
    expect.hasAssertions();
    const cloud = await openCloud();
    const listener = vi.fn();
    cloud.events.subscribe(listener)();
    cloud.instances.add([ecs]);
    expect(listener).not.toHaveBeenCalled();
  });

  it('the events of a cloud do not fail what caused them when a listener does', async () => {
    expect.hasAssertions();
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const cloud = await openCloud();
    const after = vi.fn();
    cloud.events.subscribe(() => {
      throw new Error('mine');
    });
    cloud.events.subscribe(after);
    expect(cloud.instances.add([ecs])).toHaveLength(1);
    expect(after).toHaveBeenCalled();
    told.mockRestore();
  });

  it('all have different ids, and the same ones each time they are read', async () => {
    const cloud = await openCloud();
    cloud.instances.add([{ ...ecs, count: 50 }]);
    const ids = cloud.events.list().map(({ id }) => id.toLowerCase());
    expect(new Set(ids).size).toBe(200);
    expect(cloud.events.list().map(({ id }) => id.toLowerCase())).toEqual(ids);
  });

  it('the events of a cloud are no longer listed after a reset, whose fleet is not announced; subscriptions stay', async () => {
    expect.hasAssertions();
    const cloud = await openCloud();
    const listener = vi.fn();
    cloud.events.subscribe(listener);
    cloud.events.publish({ ...event, id: '1' } as WireEvent);
    cloud.reset('demo');
    expect(cloud.events.list()).toEqual([]);
    expect(listener).toHaveBeenCalledOnce();
    cloud.instances.add([ecs]);
    expect(listener).toHaveBeenCalledTimes(5);
  });

  it('the events of a cloud are the last 20,000 occurrences when there are many', async () => {
    const cloud = await openCloud();
    cloud.instances.add([{ product: 'ens', count: 25_000 }]);
    cloud.events.publish({ ...event, id: 'last' } as WireEvent);
    expect(cloud.events.list().length).toBeLessThanOrEqual(20_000);
    expect(cloud.events.list().at(-1)).toMatchObject({ id: 'last' });
  });
});

describe('/_local/events', () => {
  it('lists and forgets events', async () => {
    const cloud = await openCloud();
    cloud.instances.add([ecs]);
    expect((await control(cloud, 'GET', '/events')).body).toEqual(cloud.events.list());
    expect((await control(cloud, 'DELETE', '/events')).body).toEqual([]);
    expect(cloud.events.list()).toEqual([]);
  });

  it('takes in an event of EventBridge and fills in what its envelope lacks', async () => {
    const cloud = await openCloud();
    const data = { state: 'Running' };
    const { status, body } = await control(cloud, 'POST', '/events', { ...event, data, aliyunaccountid: 'another' });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...event,
      data,
      aliyunaccountid: 'another',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      specversion: '1.0',
      datacontenttype: 'application/json;charset=utf-8',
      time: expect.stringMatching(/\+08:00$/),
      aliyunpublishtime: expect.stringMatching(/Z$/),
      aliyuneventbusname: 'default',
      aliyunregionid: 'cn-hangzhou',
      aliyunpublishaddr: '127.0.0.1',
    });
    expect(cloud.events.list()).toEqual([body]);
  });

  it('takes in an event of CloudMonitor', async () => {
    const cloud = await openCloud();
    const { body } = await control(cloud, 'POST', '/events', { product: 'ENS', name: 'EnsInstance:Create:Executed' });
    expect(body).toMatchObject({ product: 'ENS', ver: '1.0', userId: cloud.accountId, content: {} });
    expect(cloud.events.list()).toEqual([body]);
  });

  it.each([[{}], [[]], [null], [{ source: 'a' }], [{ source: 1, type: 'b' }], [{ product: 'ECS' }], ['text']])(
    '/_local/events refuses %j',
    async (given) => {
      const cloud = await openCloud();
      const { status, body } = await control(cloud, 'POST', '/events', given);
      expect(status).toBe(400);
      expect(body).toMatchObject({ code: 'InvalidParameter', details: [{ path: 'body' }] });
      expect(cloud.events.list()).toEqual([]);
    },
  );
});

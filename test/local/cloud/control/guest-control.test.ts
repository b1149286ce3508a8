import { describe, expect, it } from 'vitest';
import { ask } from '../ask.ts';
import { addInstance, openCloud } from '../open-cloud.ts';
import { openStillCloud } from '../still-cloud.ts';
import { control } from './control-request.ts';

const none = { guestRunner: 'none' } as const;

describe('GET /_local/instances/ID', () => {
  it('shows the guest: a port that stays the same, the boot id, the agent, and the record of its power', async () => {
    const cloud = await openCloud({ unsafeGuests: true });
    const id = addInstance(cloud, { product: 'ecs', keyPairName: 'ops' });
    const { body } = await control(cloud, 'GET', `/instances/${id}`);
    expect(body).toMatchObject({
      instanceId: id,
      status: 'Running',
      sshPort: expect.any(Number),
      bootId: cloud.instances.get(id)?.bootId,
      agent: 'online',
      startTime: cloud.instances.get(id)?.startTime,
      history: { starts: 0, stops: 0, reboots: 0, notRunning: [] },
    });
    expect((await control(cloud, 'GET', `/instances/${id}`)).body).toEqual(body);
    expect(await cloud.instances.inspect(id)).toEqual(body);
  });

  it('shows no port on Windows, no boot id and no agent while stopped', async () => {
    const cloud = await openCloud();
    const windows = addInstance(cloud, { product: 'ecs', os: 'windows' });
    expect((await control(cloud, 'GET', `/instances/${windows}`)).body).toMatchObject({
      sshPort: null,
      agent: 'offline',
    });
    const stopped = addInstance(cloud, { product: 'ecs', status: 'Stopped' });
    const off = { sshPort: expect.any(Number), bootId: null, agent: 'offline', startTime: null };
    expect((await control(cloud, 'GET', `/instances/${stopped}`)).body).toMatchObject(off);
  });
});

describe('GET /_local/instances', () => {
  it('shows the ports of those that listen', async () => {
    const cloud = await openCloud(none);
    const ids = [0, 1].map(() => addInstance(cloud, { product: 'ecs' }));
    const stopped = addInstance(cloud, { product: 'ecs', status: 'Stopped' });
    const port = (await cloud.instances.inspect(ids[0] ?? ''))?.sshPort;
    await cloud.instances.inspect(stopped);
    const { body } = await control(cloud, 'GET', '/instances');
    expect((body as { sshPort: number | null }[]).map(({ sshPort }) => sshPort)).toEqual([port, null, null]);
  });
});

describe('once its port is asked for, an instance says where it can be reached', () => {
  const shown = {
    ecs: (port: string) => ({
      Tags: { Tag: [{ TagKey: 'keyfleet:ssh-port', TagValue: port }] },
      PublicIpAddress: { IpAddress: ['127.0.0.1'] },
      VpcAttributes: { PrivateIpAddress: { IpAddress: ['127.0.0.1'] } },
    }),
    ens: (port: string) => ({
      Tags: { Tags: [{ TagKey: 'keyfleet:ssh-port', TagValue: port }] },
      PublicIpAddress: { IpAddress: ['127.0.0.1'] },
      PrivateIpAddresses: { PrivateIpAddress: [{ Ip: '127.0.0.1' }] },
    }),
    swas: (port: string) => ({
      Tags: [{ Key: 'keyfleet:ssh-port', Value: port }],
      PublicIpAddress: '127.0.0.1',
      InnerIpAddress: '127.0.0.1',
    }),
  };
  it.each(['ecs', 'ens', 'swas'] as const)(
    'once its port is asked for, an instance says where it can be reached: %s',
    async (product) => {
      const cloud = await openCloud(none);
      const id = addInstance(cloud, { product });
      const look = async () => {
        const { body } = await ask(cloud, product, product === 'swas' ? 'ListInstances' : 'DescribeInstances');
        const rows = body.Instances as { Instance: unknown[] } | unknown[];
        return Array.isArray(rows) ? rows[0] : rows.Instance[0];
      };
      expect(JSON.stringify(await look())).not.toContain('127.0.0.1');
      const port = (await cloud.instances.inspect(id))?.sshPort;
      expect(await look()).toMatchObject(shown[product](String(port)));
    },
  );

  it('a user may take away the tag that says where an instance can be reached', async () => {
    const cloud = await openCloud(none);
    const id = addInstance(cloud, { product: 'ecs' });
    await cloud.instances.inspect(id);
    const instance = cloud.instances.get(id);
    if (instance) instance.tags = {};
    await cloud.instances.inspect(id);
    expect(instance?.tags).toEqual({});
  });
});

describe('POST /_local/instances/ID', () => {
  it('changes what no API changes, and answers with the instance', async () => {
    const { cloud, pass } = await openStillCloud();
    const id = addInstance(cloud, { product: 'ecs' });
    const changes = {
      password: 'secret',
      agent: 'offline',
      runCloudInit: false,
      powerDurations: { rebootMs: 5, lingerMs: 0 },
    };
    const { status, body } = await control(cloud, 'POST', `/instances/${id}`, changes);
    expect(status).toBe(200);
    expect(body).toMatchObject({ instanceId: id, agent: 'offline' });
    expect(JSON.stringify(body)).not.toContain('secret');
    await ask(cloud, 'ecs', 'RebootInstance', { InstanceId: id });
    pass(5);
    expect(cloud.instances.get(id)).toMatchObject({ status: 'Running', history: { reboots: 1 } });
  });

  it.each([
    [{ gravity: 1 }, 'gravity'],
    [{ password: true }, 'password'],
    [{ password: '' }, 'password'],
    [{ agent: 'asleep' }, 'agent'],
    [{ runCloudInit: 'no' }, 'runCloudInit'],
    [{ powerDurations: { startMs: -1 } }, 'powerDurations.startMs'],
    [{ powerDurations: { napMs: 1 } }, 'powerDurations.napMs'],
  ])('POST /_local/instances/ID refuses %j', async (changes, path) => {
    const cloud = await openCloud(none);
    const id = addInstance(cloud, { product: 'ecs' });
    const { status, body } = await control(cloud, 'POST', `/instances/${id}`, changes);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'InvalidParameter', details: [{ path }] });
  });

  it('knows only instances that are there', async () => {
    const cloud = await openCloud(none);
    expect((await control(cloud, 'POST', '/instances/i-none', {})).status).toBe(404);
    await expect(cloud.instances.change('i-none', {})).rejects.toThrow('expected an instance that is there');
    expect(await cloud.instances.inspect('i-none')).toBeUndefined();
  });

  it('the same can be said when an instance is made', async () => {
    const cloud = await openCloud();
    const traits = { password: false, agent: 'offline', runCloudInit: true, powerDurations: { stopMs: 1 } };
    const spec = { product: 'swas', regionId: 'cn-hangzhou', instanceId: 's-1', ...traits };
    expect((await control(cloud, 'POST', '/instances', [spec])).status).toBe(200);
    expect(await cloud.instances.inspect('s-1')).toMatchObject({ agent: 'offline' });
    const wrong = await control(cloud, 'POST', '/instances', [{ ...spec, instanceId: 's-2', agent: 'asleep' }]);
    expect(wrong.body).toMatchObject({ details: [{ path: '[0].agent' }] });
  });
});

import { describe, expect, it } from 'vitest';
import { openCloud } from '../open-cloud.ts';
import { call } from '../signed-call.ts';
import { control } from './control-request.ts';

describe('POST /_local/instances', () => {
  it('makes instances and answers with a flat array of them', async () => {
    const cloud = await openCloud();
    const specs = [
      { product: 'ecs', regionId: 'cn-hangzhou', count: 2, tags: { ssh: 'ops' }, keyPairName: 'ops' },
      { product: 'ens', status: 'Stopped' },
      { product: 'swas', regionId: 'cn-shanghai', instanceId: 'my-own', os: 'windows', ioOptimized: false },
    ];
    const { status, body } = await control(cloud, 'POST', '/instances', specs);
    const linux = { status: 'Running', os: 'linux', tags: {}, keyPairName: null, ioOptimized: true };
    const ecs = { ...linux, product: 'ecs', regionId: 'cn-hangzhou', tags: { ssh: 'ops' }, keyPairName: 'ops' };
    expect(status).toBe(200);
    expect(body).toMatchObject([
      { ...ecs, instanceId: expect.stringMatching(/^i-bp1[a-z0-9]{17}$/) },
      { ...ecs, instanceId: expect.stringMatching(/^i-bp1[a-z0-9]{17}$/) },
      { ...linux, product: 'ens', status: 'Stopped', instanceId: expect.stringMatching(/^i-5[a-z0-9]{24}$/) },
      { ...linux, product: 'swas', regionId: 'cn-shanghai', instanceId: 'my-own', os: 'windows', ioOptimized: false },
    ]);
    expect((await control(cloud, 'GET', '/instances')).body).toEqual(body);
  });

  it('makes a swas id of 32 hex digits', async () => {
    const cloud = await openCloud();
    expect(cloud.instances.add([{ product: 'swas', regionId: 'cn-hangzhou' }])[0]?.instanceId).toMatch(
      /^[0-9a-f]{32}$/,
    );
  });

  it('makes the key pair that a spec names and that is not there, once', async () => {
    const cloud = await openCloud();
    cloud.instances.add([{ product: 'ecs', regionId: 'cn-hangzhou', count: 2, keyPairName: 'ops' }]);
    cloud.instances.add([{ product: 'ecs', regionId: 'cn-hangzhou', keyPairName: 'ops' }]);
    const { body } = await call(cloud, 'ecs', 'DescribeKeyPairs', { RegionId: 'cn-hangzhou', IncludePublicKey: true });
    expect(body).toMatchObject({
      TotalCount: 1,
      KeyPairs: { KeyPair: [{ KeyPairName: 'ops', PublicKey: expect.stringMatching(/^ssh-rsa AAAAB3/) }] },
    });
  });

  const refused: [what: string, specs: unknown, path: string][] = [
    ['no array', {}, 'body'],
    ['an unknown product', [{ product: 'oss' }], '[0].product'],
    ['no product', [{}], '[0].product'],
    ['no region', [{ product: 'ecs' }], '[0].regionId'],
    ['an unknown region', [{ product: 'swas', regionId: 'cn-nowhere' }], '[0].regionId'],
    ['an edge region that is none', [{ product: 'ens', regionId: 'NOWHERE' }], '[0].regionId'],
    ['an unknown system', [{ product: 'ens', os: 'beos' }], '[0].os'],
    ['an unknown status', [{ product: 'ens', status: 'Asleep' }], '[0].status'],
    ["another product's status", [{ product: 'ecs', regionId: 'cn-hangzhou', status: 'Expired' }], '[0].status'],
    ['no count', [{ product: 'ens', count: 0 }], '[0].count'],
    ['half a count', [{ product: 'ens', count: 1.5 }], '[0].count'],
    ['an id for several', [{ product: 'ens', instanceId: 'i-1', count: 2 }], '[0].count'],
    [
      'an id twice',
      [
        { product: 'ens', instanceId: 'i-1' },
        { product: 'ens', instanceId: 'i-1' },
      ],
      '[1].instanceId',
    ],
    ['tags of another type', [{ product: 'ens', tags: { a: 1 } }], '[0].tags.a'],
    ['a key pair on Windows', [{ product: 'ens', os: 'windows', keyPairName: 'ops' }], '[0].keyPairName'],
    ['an unknown field', [{ product: 'ens', colour: 'red' }], '[0].colour'],
  ];
  it.each(refused)('refuses %s and names the field', async (_what, specs, path) => {
    const cloud = await openCloud();
    const { status, body } = await control(cloud, 'POST', '/instances', specs);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'InvalidParameter', details: [{ path, expected: expect.any(String) }] });
    expect(cloud.instances.list()).toEqual([]);
  });

  it('refuses an id that is in use', async () => {
    const cloud = await openCloud();
    cloud.instances.add([{ product: 'ens', instanceId: 'i-1' }]);
    expect(() => cloud.instances.add([{ product: 'ens', instanceId: 'i-1' }])).toThrow(
      '[0].instanceId: expected an id',
    );
  });
});

describe('GET /_local/instances/ID', () => {
  it('answers with the one, or 404', async () => {
    const cloud = await openCloud({ fleet: 'demo' });
    const { body } = await control(cloud, 'GET', '/instances/i-bp1demo0000000000001');
    expect(body).toMatchObject({ instanceName: 'web-1', keyPairName: 'ops' });
    expect((await control(cloud, 'GET', '/instances/i-none')).status).toBe(404);
  });
});

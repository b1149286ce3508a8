import { request as httpRequest } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { LocalCloud } from '../../../local/cloud/index.ts';
import { openCloud } from './open-cloud.ts';
import { call } from './signed-call.ts';

interface Sent {
  headers?: Record<string, string>;
  body?: string;
}

/** Sends a control request; `json` sets the content type that is asked for. */
function send(cloud: LocalCloud, method: string, path: string, { headers = {}, body }: Sent = {}) {
  return new Promise<{ status: number; body: never }>((resolve, reject) => {
    const outgoing = httpRequest(`${cloud.url}${path}`, { method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as never }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const json = (value: unknown): Sent => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

describe('POST /_local/instances', () => {
  it('makes instances and answers with a flat array of them', async () => {
    const cloud = await openCloud();
    const specs = [
      { product: 'ecs', regionId: 'cn-hangzhou', count: 2, tags: { ssh: 'ops' }, keyPairName: 'ops' },
      { product: 'ens', status: 'Stopped' },
      { product: 'swas', regionId: 'cn-shanghai', instanceId: 'my-own', os: 'windows', ioOptimized: false },
    ];
    const { status, body } = await send(cloud, 'POST', '/_local/instances', json(specs));
    const linux = { status: 'Running', os: 'linux', tags: {}, keyPairName: null, ioOptimized: true };
    const ecs = { ...linux, product: 'ecs', regionId: 'cn-hangzhou', tags: { ssh: 'ops' }, keyPairName: 'ops' };
    expect(status).toBe(200);
    expect(body).toMatchObject([
      { ...ecs, instanceId: expect.stringMatching(/^i-bp1[a-z0-9]{17}$/) },
      { ...ecs, instanceId: expect.stringMatching(/^i-bp1[a-z0-9]{17}$/) },
      { ...linux, product: 'ens', status: 'Stopped', instanceId: expect.stringMatching(/^i-5[a-z0-9]{24}$/) },
      { ...linux, product: 'swas', regionId: 'cn-shanghai', instanceId: 'my-own', os: 'windows', ioOptimized: false },
    ]);
    expect((await send(cloud, 'GET', '/_local/instances')).body).toEqual(body);
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
    const { status, body } = await send(cloud, 'POST', '/_local/instances', json(specs));
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
    const { body } = await send(cloud, 'GET', '/_local/instances/i-bp1demo0000000000001');
    expect(body).toMatchObject({ instanceName: 'web-1', keyPairName: 'ops' });
    expect((await send(cloud, 'GET', '/_local/instances/i-none')).status).toBe(404);
  });
});

describe('POST /_local/reset', () => {
  it('begins anew, empty by default; port and credentials stay', async () => {
    const cloud = await openCloud({ fleet: 'demo' });
    const region = { RegionId: 'cn-hangzhou' };
    await call(cloud, 'ecs', 'DescribeKeyPairs', region);
    cloud.settings.latencyMs = 1;
    expect((await send(cloud, 'POST', '/_local/reset', json({}))).body).toEqual({ fleet: 'empty' });
    expect(cloud.instances.list()).toEqual([]);
    expect(cloud.calls.list()).toEqual([]);
    expect(cloud.settings.latencyMs).toBe(0);
    expect((await call(cloud, 'ecs', 'DescribeKeyPairs', region)).body.TotalCount).toBe(0);
  });

  it('can begin with the demo fleet', async () => {
    const cloud = await openCloud();
    await send(cloud, 'POST', '/_local/reset', json({ fleet: 'demo' }));
    expect(cloud.instances.list().length).toBeGreaterThan(10);
  });

  it('returns to the settings of the start', async () => {
    const cloud = await openCloud({ settings: { windows: { ecs: 'request' } } });
    cloud.settings.windows.ecs = 'row';
    cloud.reset();
    expect(cloud.settings.windows).toEqual({ ecs: 'request', ens: 'row', swas: 'row' });
  });

  it('refuses another fleet', async () => {
    const cloud = await openCloud();
    const { status, body } = await send(cloud, 'POST', '/_local/reset', json({ fleet: 'huge' }));
    expect(status).toBe(400);
    expect(body).toMatchObject({ details: [{ path: 'fleet' }] });
  });
});

describe('/_local/calls', () => {
  it('lists calls and forgets them', async () => {
    const cloud = await openCloud();
    await call(cloud, 'ecs', 'DescribeKeyPairs', { RegionId: 'cn-hangzhou' });
    expect((await send(cloud, 'GET', '/_local/calls')).body).toMatchObject([
      { action: 'DescribeKeyPairs', status: 200 },
    ]);
    expect((await send(cloud, 'DELETE', '/_local/calls')).body).toEqual([]);
    expect((await send(cloud, 'GET', '/_local/calls')).body).toEqual([]);
  });
});

describe('/_local/settings', () => {
  it('merges changes and shows all', async () => {
    const cloud = await openCloud();
    const { body } = await send(cloud, 'POST', '/_local/settings', json({ windows: { ecs: 'request' }, latencyMs: 3 }));
    expect(body).toMatchObject({ windows: { ecs: 'request', ens: 'row' }, latencyMs: 3, keyPairNotFoundStatus: 400 });
    expect((await send(cloud, 'GET', '/_local/settings')).body).toEqual(body);
    expect(cloud.settings).toEqual(body);
  });

  const refused: [changes: unknown, path: string][] = [
    [{ gravity: 1 }, 'gravity'],
    [{ windows: { gcp: 'row' } }, 'windows.gcp'],
    [{ windows: { ecs: 'maybe' } }, 'windows.ecs'],
    [{ windows: 'row' }, 'windows'],
    [{ latencyMs: -1 }, 'latencyMs'],
    [{ keyPairNotFoundStatus: 500 }, 'keyPairNotFoundStatus'],
    [[], 'body'],
    [null, 'body'],
  ];
  it.each(refused)('refuses %j and changes nothing', async (changes, path) => {
    const cloud = await openCloud();
    const before = structuredClone(cloud.settings);
    const { status, body } = await send(cloud, 'POST', '/_local/settings', json(changes));
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'InvalidParameter', details: [{ path }] });
    expect(cloud.settings).toEqual(before);
  });
});

describe('a web page cannot drive the control routes', () => {
  const type = { 'content-type': 'application/json' };
  const attempts: [what: string, sent: Sent, status: number][] = [
    ['an Origin', { headers: { ...type, origin: 'https://example.com' }, body: '{}' }, 403],
    ['the Origin null', { headers: { ...type, origin: 'null' }, body: '{}' }, 403],
    ['our own Origin', { headers: { ...type, origin: 'http://127.0.0.1' }, body: '{}' }, 403],
    ['a Host that is not loopback', { headers: { ...type, host: 'example.com' }, body: '{}' }, 403],
    ['a Host that begins like loopback', { headers: { ...type, host: '127.0.0.1.example.com' }, body: '{}' }, 403],
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'fleet=demo' }, 415],
    ['plain text', { headers: { 'content-type': 'text/plain' }, body: '{}' }, 415],
    ['a body of no type', { body: '{}' }, 415],
    ['no body and no type', {}, 415],
    ['a type that begins like JSON', { headers: { 'content-type': 'application/jsonp' }, body: '{}' }, 415],
  ];
  it.each(attempts)('with %s', async (_what, sent, status) => {
    const cloud = await openCloud({ fleet: 'demo' });
    expect((await send(cloud, 'POST', '/_local/reset', sent)).status).toBe(status);
    expect(cloud.instances.list().length).toBeGreaterThan(0);
  });

  it('nor read them', async () => {
    const cloud = await openCloud();
    const headers = { origin: 'https://example.com' };
    expect((await send(cloud, 'GET', '/_local/calls', { headers })).status).toBe(403);
  });

  it.each(['localhost', 'LOCALHOST:80', '[::1]:4510', '127.0.0.1'])('while %s is a good Host', async (host) => {
    const cloud = await openCloud();
    expect((await send(cloud, 'GET', '/_local/calls', { headers: { host } })).status).toBe(200);
  });
});

describe('any other control request', () => {
  it('is 400 when its body is not JSON', async () => {
    const cloud = await openCloud();
    const sent = { headers: { 'content-type': 'application/json; charset=utf-8' }, body: '{' };
    const { status, body } = await send(cloud, 'POST', '/_local/reset', sent);
    expect(status).toBe(400);
    expect(body).toMatchObject({ message: 'body: expected JSON' });
  });

  it('is 413 when its body is too large', async () => {
    const cloud = await openCloud();
    const sent = { ...json(0), body: ' '.repeat(8 * 1024 * 1024 + 1) };
    expect((await send(cloud, 'POST', '/_local/reset', sent)).status).toBe(413);
  });

  it('is 404 where there is no route, 405 where there is another method', async () => {
    const cloud = await openCloud();
    expect((await send(cloud, 'GET', '/_local/nothing')).status).toBe(404);
    expect((await send(cloud, 'GET', '/_local/instances/')).status).toBe(404);
    expect((await send(cloud, 'DELETE', '/_local/instances')).status).toBe(405);
  });
});

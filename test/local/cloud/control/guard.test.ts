import { describe, expect, it } from 'vitest';
import { openCloud } from '../open-cloud.ts';
import { type Sent, send } from './raw-request.ts';

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
  it.each(attempts)('a web page cannot drive the control routes with %s', async (_what, sent, status) => {
    const cloud = await openCloud({ fleet: 'demo' });
    expect((await send(cloud, 'POST', '/reset', sent)).status).toBe(status);
    expect(cloud.instances.list().length).toBeGreaterThan(0);
  });

  it('a web page cannot read the control routes', async () => {
    const cloud = await openCloud();
    const headers = { origin: 'https://example.com' };
    expect((await send(cloud, 'GET', '/calls', { headers })).status).toBe(403);
  });

  it.each(['localhost', 'LOCALHOST:80', '[::1]:4510', '127.0.0.1'])(
    'the control routes take %s as a good Host',
    async (host) => {
      const cloud = await openCloud();
      expect((await send(cloud, 'GET', '/calls', { headers: { host } })).status).toBe(200);
    },
  );
});

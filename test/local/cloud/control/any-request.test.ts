import { describe, expect, it } from 'vitest';
import { openCloud } from '../open-cloud.ts';
import { send } from './raw-request.ts';

const json = { 'content-type': 'application/json' };

describe('any other control request', () => {
  it('any other control request is 400 when its body is not JSON', async () => {
    const cloud = await openCloud();
    const sent = { headers: { 'content-type': 'application/json; charset=utf-8' }, body: '{' };
    const { status, body } = await send(cloud, 'POST', '/reset', sent);
    expect(status).toBe(400);
    expect(body).toMatchObject({ message: 'body: expected JSON' });
  });

  it('any other control request is 413 when its body is too large', async () => {
    const cloud = await openCloud();
    const sent = { headers: json, body: ' '.repeat(8 * 1024 * 1024 + 1) };
    expect((await send(cloud, 'POST', '/reset', sent)).status).toBe(413);
  });

  it('any other control request is 404 where there is no route, 405 where there is another method', async () => {
    const cloud = await openCloud();
    expect((await send(cloud, 'GET', '/nothing')).status).toBe(404);
    expect((await send(cloud, 'GET', '/instances/')).status).toBe(404);
    expect((await send(cloud, 'DELETE', '/instances')).status).toBe(405);
  });
});

import { describe, expect, it } from 'vitest';
import { startFixtureHost } from '../fixture-host.ts';
import { send } from '../send.ts';

type Echo = { isBuffer: boolean; event: Record<string, unknown> & { body: string } };

describe('HTTP trigger', () => {
  it('makes the documented request struct of a request', async () => {
    const { url } = await startFixtureHost({ now: () => Date.parse('2026-11-21T06:41:11.895Z') });

    const answer = await send(`${url}/echo/a%20b?x=1&y=2&x=3`, {
      headers: { 'content-type': 'application/json', 'x-many': 'a, b', 'user-agent': 'test/1' },
      body: '{"k":"ä"}',
    });

    expect(answer.json()).toEqual({
      isBuffer: true,
      event: {
        version: 'v1',
        rawPath: '/echo/a%20b',
        body: '{"k":"ä"}',
        isBase64Encoded: false,
        headers: expect.objectContaining({ 'content-type': 'application/json', 'x-many': 'a, b' }),
        queryParameters: { x: '1,3', y: '2' },
        requestContext: {
          accountId: '1234567890123456',
          domainName: new URL(url).host,
          domainPrefix: '127',
          http: { method: 'POST', path: '/echo/a b', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test/1' },
          requestId: answer.headers['x-fc-request-id'],
          time: '2026-11-21T06:41:11Z',
          timeEpoch: '1795243271895',
        },
      },
    });
  });

  it('passes a binary body as base64', async () => {
    const { url } = await startFixtureHost();

    const answer = await send(`${url}/echo`, {
      headers: { 'content-type': 'application/octet-stream' },
      body: Buffer.from([0, 255]),
    });

    expect((answer.json() as Echo).event).toMatchObject({ isBase64Encoded: true, body: 'AP8=' });
  });

  it('answers with status, headers and decoded body of the response struct', async () => {
    const { url } = await startFixtureHost();

    const answer = await send(`${url}/teapot`);

    expect(answer.status).toBe(418);
    expect(answer.headers['x-pot']).toBe('short');
    expect([...answer.body]).toEqual([1, 2, 254]);
  });

  it('takes a value without statusCode as the body of a 200 in JSON', async () => {
    const { url } = await startFixtureHost();

    const answer = await send(`${url}/dump`);

    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json');
  });

  it.each([
    ['a status that is none', { statusCode: 9999 }],
    ['a status that is no number', { statusCode: 'fine' }],
    ['a header that splits the answer', { statusCode: 200, headers: { 'x-a': 'b\r\nc: d' } }],
    ['a header name with a space', { statusCode: 200, headers: { 'x a': 'b' } }],
  ])('answers 502 to %s in the response struct', async (_, struct) => {
    const { url } = await startFixtureHost();

    const answer = await send(`${url}/struct`, { body: JSON.stringify(struct) });

    expect(answer.status).toBe(502);
    expect(answer.text).toContain('The response struct cannot be sent');
  });

  it('the HTTP trigger keeps the length of the body its own business', async () => {
    const { url } = await startFixtureHost();
    const struct = { statusCode: 200, headers: { 'Content-Length': '1', Connection: 'upgrade' }, body: 'whole' };

    expect((await send(`${url}/struct`, { body: JSON.stringify(struct) })).text).toBe('whole');
  });

  it('refuses a method that the trigger does not list', async () => {
    const { url } = await startFixtureHost();

    const answer = await send(`${url}/echo`, { method: 'PUT' });

    expect(answer.status).toBe(405);
    expect(answer.json()).toMatchObject({ Code: 'MethodNotAllowed', Message: 'expected POST, GET, got PUT' });
  });

  it('the HTTP trigger has no other paths', async () => {
    const { url } = await startFixtureHost();

    const answer = await send(`${url}/nothing`);

    expect(answer.status).toBe(404);
    expect(answer.json()).toMatchObject({ Code: 'FunctionNotFound', RequestId: answer.headers['x-fc-request-id'] });
  });

  it('refuses a payload beyond 32 MB', async () => {
    const { url } = await startFixtureHost();

    const answer = await send(`${url}/echo`, { body: Buffer.alloc(32 * 1024 * 1024 + 1) });

    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ Code: 'EntityTooLarge' });
  });
});

describe('web page', () => {
  it('a web page cannot send requests: an Origin is refused', async () => {
    const { url } = await startFixtureHost();

    expect((await send(`${url}/echo`, { headers: { origin: 'http://localhost' } })).status).toBe(403);
  });

  it('a web page cannot send requests: a Host that is not loopback is refused', async () => {
    expect.hasAssertions();
    const { url } = await startFixtureHost();

    for (const host of ['keyfleet.example', '127.0.0.1.example:4500', '192.168.0.1']) {
      expect((await send(`${url}/echo`, { headers: { host } })).status).toBe(403);
    }
    expect((await send(`${url}/echo`, { headers: { host: 'localhost:4500' }, body: '{}' })).status).toBe(200);
  });
});

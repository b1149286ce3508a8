import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { openCloud } from '../../open-cloud.ts';
import { signedTarget } from '../../signed-call.ts';
import { exchange } from './exchange.ts';
import { openConnection, requestText } from './raw-connection.ts';
import { encode, signedQuery } from './rpc-v1-call.ts';

const region = { RegionId: 'cn-hangzhou' };
const describeKeyPairs = ['ecs', 'DescribeKeyPairs', region] as const;
const form = { 'content-type': 'application/x-www-form-urlencoded' };
type Cloud = Awaited<ReturnType<typeof openCloud>>;

/** A request that is answered with 200: the server is still well. */
const signedGet = (cloud: Cloud) => `/?${signedQuery(cloud, ...describeKeyPairs)}`;
const isWell = async (cloud: Cloud) =>
  (await exchange(cloud.url, { method: 'GET', target: signedGet(cloud) })).status === 200;

describe('request target', () => {
  it.each(['//?Action=AttachKeyPair', '//', '/other', '/_localhost', '*', 'http://127.0.0.1/', '/%2F', '/..'])(
    'a request target %s is no API',
    async (target) => {
      const cloud = await openCloud();
      const connection = openConnection(cloud.url);
      connection.write(requestText({ method: 'OPTIONS', target, headers: { connection: 'close' } }));
      const answer = await connection.closed();
      expect(answer).toMatch(/^HTTP\/1\.1 404 /);
      expect(answer).toContain('<Code>InvalidApi.NotFound</Code>');
      expect(await isWell(cloud)).toBe(true);
    },
  );

  it('// is no API either when it is signed as /, as an endpoint with a slash at its end makes it', async () => {
    const cloud = await openCloud();
    const { target, ...signed } = signedTarget(cloud, ...describeKeyPairs);
    const { status, code } = await exchange(cloud.url, { ...signed, target: `/${target}` });
    expect({ status, code }).toEqual({ status: 404, code: 'InvalidApi.NotFound' });
  });

  it.each([
    ['plus signs', (text: string) => encode(text).replaceAll('%20', '+')],
    ['what querystring leaves as it is', (text: string) => encode(text).replace(/%(21|27|28|29|2A|7E)/g, unescape)],
    ['brackets and quotes', (text: string) => encode(text).replace(/%(5B|5D|22)/g, unescape)],
  ])('a request target may carry %s in its query', async (_what, write) => {
    const cloud = await openCloud();
    const name = 'a b*c\'(d)!~[]"';
    const signed = signedTarget(cloud, 'ecs', 'DescribeKeyPairs', { ...region, KeyPairName: name });
    const target = signed.target.replace(encode(name), write(name));
    expect((await exchange(cloud.url, { ...signed, target })).status).toBe(200);
    expect(cloud.calls.list()[0]?.parameters).toEqual({ ...region, KeyPairName: name });
  });

  it('a request target of 200 KiB is read, as a secret or a script makes it', async () => {
    const cloud = await openCloud();
    const long = { ...region, Long: 'x'.repeat(200 * 1024) };
    const target = `/?${signedQuery(cloud, 'ecs', 'DescribeKeyPairs', long)}`;
    expect((await exchange(cloud.url, { method: 'GET', target })).status).toBe(200);
  });

  it('a request target and headers beyond 256 KiB are refused by HTTP itself, and the server goes on', async () => {
    const cloud = await openCloud();
    const connection = openConnection(cloud.url);
    connection.write(requestText({ target: `/?Long=${'x'.repeat(257 * 1024)}` }));
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 431 /);
    expect(await isWell(cloud)).toBe(true);
  });
});

describe('target under /_local/', () => {
  it.each(['/_local/timers/%', '/_local/timers/%zz', '/_local/instances/%', '/_local/%'])(
    'a target under /_local/ %s, which is malformed, is not found',
    async (target) => {
      const cloud = await openCloud();
      const { status } = await exchange(cloud.url, {
        method: 'POST',
        target,
        headers: { 'content-type': 'application/json' },
      });
      expect(status).toBe(404);
    },
  );
});

describe('method', () => {
  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('a method %s is no API', async (method) => {
    const cloud = await openCloud();
    const { status, code } = await exchange(cloud.url, { method, target: signedGet(cloud) });
    expect({ status, code }).toEqual({ status: 404, code: 'InvalidApi.NotFound' });
  });

  it('HEAD is no API, has no body, and the connection goes on', async () => {
    const cloud = await openCloud();
    const connection = openConnection(cloud.url);
    connection.write(requestText({ method: 'HEAD', target: signedGet(cloud) }));
    expect(await connection.until(/\r\n\r\n/)).toMatch(/^HTTP\/1\.1 404 /);
    connection.write(requestText({ target: signedGet(cloud) }));
    const both = await connection.until(/"TotalCount"/);
    expect(both).toMatch(/\r\n\r\nHTTP\/1\.1 200 /);
  });
});

describe('body', () => {
  it('a body may be chunked, signed either way', async () => {
    const cloud = await openCloud();
    const body = signedQuery(cloud, ...describeKeyPairs, { method: 'POST' });
    const chunks = body.replaceAll(/./g, (character) => `1\r\n${character}\r\n`);
    const chunked = { ...form, 'transfer-encoding': 'chunked', connection: 'close' };
    const connection = openConnection(cloud.url);
    connection.write(requestText({ method: 'POST', target: '/', headers: chunked }), chunks, '0\r\n\r\n');
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 200 /);

    const acs3 = signedTarget(cloud, ...describeKeyPairs, { inBody: true });
    const headers = { ...acs3.headers, 'transfer-encoding': 'chunked' };
    expect((await exchange(cloud.url, { ...acs3, headers }, acs3.body)).status).toBe(200);
  });

  it('a body of 1 MiB is read', async () => {
    const cloud = await openCloud();
    const { code } = await exchange(cloud.url, { target: '/?Format=JSON' }, 'x'.repeat(1024 * 1024));
    expect(code).toBe('MissingAction');
  });

  it('beyond 1 MiB is refused, its rest dropped, and the connection goes on', async () => {
    const cloud = await openCloud();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const tooLong = 'x'.repeat(4 * 1024 * 1024);
    const { status, code } = await exchange(cloud.url, { agent, target: '/?Format=JSON' }, tooLong);
    expect({ status, code }).toEqual({ status: 413, code: 'RequestEntityTooLarge' });
    expect((await exchange(cloud.url, { agent, method: 'GET', target: signedGet(cloud) })).status).toBe(200);
    agent.destroy();
  });

  it('a body without an end is refused as soon as it is too large', async () => {
    const cloud = await openCloud();
    const outgoing = httpRequest(cloud.url, { method: 'POST', path: '/?Format=JSON' });
    outgoing.on('error', () => {});
    outgoing.write('x'.repeat(1024 * 1024 + 1));
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(413);
    outgoing.destroy();
    expect(await isWell(cloud)).toBe(true);
  });

  it('a body that breaks off does nothing, and the server goes on', async () => {
    const cloud = await openCloud();
    const connection = openConnection(cloud.url);
    const target = `/?${signedQuery(cloud, 'ecs', 'DescribeKeyPairs', {}, { method: 'POST', form: region })}`;
    connection.write(requestText({ method: 'POST', target, headers: { ...form, 'content-length': '1000' } }), 'Reg');
    connection.reset();
    expect(await isWell(cloud)).toBe(true);
    expect(cloud.calls.list()).toHaveLength(1);
  });

  it('waits for 100 Continue where a client asks for that', async () => {
    const cloud = await openCloud();
    const connection = openConnection(cloud.url);
    const body = signedQuery(cloud, ...describeKeyPairs, { method: 'POST' });
    const headers = { ...form, expect: '100-continue', 'content-length': String(body.length) };
    connection.write(requestText({ method: 'POST', target: '/', headers }));
    await connection.until(/^HTTP\/1\.1 100 Continue/);
    connection.write(body);
    expect(await connection.until(/TotalCount/)).toContain('HTTP/1.1 200 ');
  });
});

describe('answer', () => {
  it('an answer is not compressed, whatever a client would take', async () => {
    const cloud = await openCloud();
    const headers = { 'accept-encoding': 'gzip, deflate, br' };
    const answer = await exchange(cloud.url, { method: 'GET', target: signedGet(cloud), headers });
    expect(answer.headers).not.toHaveProperty('content-encoding');
    expect(answer.headers['content-length']).toBe(String(Buffer.byteLength(answer.text)));
  });
});

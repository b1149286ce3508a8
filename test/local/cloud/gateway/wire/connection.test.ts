import { describe, expect, it } from 'vitest';
import { openCloud } from '../../open-cloud.ts';
import { exchange } from './exchange.ts';
import { openConnection, requestText } from './raw-connection.ts';
import { signedQuery } from './rpc-v1-call.ts';

type Cloud = Awaited<ReturnType<typeof openCloud>>;

/** A request that is answered with 200: the server is still well. */
const signedGet = (cloud: Cloud) => `/?${signedQuery(cloud, 'ecs', 'DescribeKeyPairs', { RegionId: 'cn-hangzhou' })}`;
const isWell = async (cloud: Cloud) =>
  (await exchange(cloud.url, { method: 'GET', target: signedGet(cloud) })).status === 200;

describe('connection', () => {
  it('a connection is kept, and its requests are answered in order', async () => {
    const cloud = await openCloud();
    const connection = openConnection(cloud.url);
    const targets = ['/', signedGet(cloud), '/other', signedGet(cloud)];
    connection.write(...targets.map((target) => requestText({ target })));
    const answers = await connection.until(/(HTTP[^]+){4}TotalCount/);
    expect(answers.match(/HTTP\/1\.1 \d+/g)?.map((line) => line.slice(-3))).toEqual(['400', '200', '404', '200']);
  });

  it('a connection is closed when that is asked for, and by HTTP/1.0', async () => {
    expect.hasAssertions();
    const cloud = await openCloud();
    for (const text of [
      requestText({ target: signedGet(cloud), headers: { connection: 'close' } }),
      requestText({ target: signedGet(cloud) }).replace('HTTP/1.1', 'HTTP/1.0'),
    ]) {
      const connection = openConnection(cloud.url);
      connection.write(text);
      expect(await connection.closed()).toMatch(/^HTTP\/1\.1 200 [^]+connection: close/i);
    }
  });

  it('a connection is dropped where no HTTP is spoken, and the server goes on', async () => {
    expect.hasAssertions();
    const cloud = await openCloud();
    for (const text of ['\x16\x03\x01\x02\x00\x01', 'GET\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', '\0\0\0\0\r\n']) {
      const connection = openConnection(cloud.url);
      connection.write(text);
      connection.end();
      expect(await connection.closed()).toMatch(/^(HTTP\/1\.1 400 [^<{]*)?$/);
    }
    expect(await isWell(cloud)).toBe(true);
  });
});

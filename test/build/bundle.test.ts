import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, build } from '../../build/bundle.ts';
import { type Answerer, json, reset, startAnsweringServer, text } from './answering-server.ts';
import { runBundle } from './run-bundle.ts';

let outDir: string;
let bundles: Bundle[];
beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'keyfleet-bundle-'));
  bundles = await build({ outDir });
  // What is said of every bundle says nothing where there is none.
  assert.deepEqual(bundles.map(({ name }) => `${name}.ts`).toSorted(), readdirSync('functions').toSorted());
});
afterAll(() => rm(outDir, { recursive: true }));

describe('every function bundle', () => {
  it('every function bundle is at most 350 KB', async () => {
    expect.hasAssertions();
    for (const { file } of bundles) expect((await stat(file)).size).toBeLessThanOrEqual(350 * 1024);
  });

  it('every function bundle has nothing in it that a signed RPC call never reaches', () => {
    const packages = bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs).map(packageOf));
    const proxies = ['http-proxy-agent', 'https-proxy-agent', 'socks-proxy-agent', 'ws'];
    const leftOut = [...proxies, 'moment', 'lodash', 'debug', 'xmlbuilder', 'ssh2', 'asn1', 'cpu-features'];
    expect(leftOut.filter((name) => packages.includes(name))).toEqual([]);
  });

  it('loads no whole product client', () => {
    const inputs = bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs));
    expect(inputs.filter((file) => /ecs20140526\/dist\/client|swas-open20200601|ens20171110/.test(file))).toEqual([]);
  });
});

function packageOf(input: string): string {
  return input.split('node_modules/').at(-1)?.split('/')[0] ?? '';
}

const running = json(200, {
  RequestId: 'r-look',
  Instances: { Instance: [{ InstanceId: 'i-1', Status: 'Running', OSType: 'linux', KeyPairName: '' }] },
});
const attached = json(200, {
  RequestId: 'r-look',
  Instances: { Instance: [{ InstanceId: 'i-1', Status: 'Running', OSType: 'linux', KeyPairName: 'ops' }] },
});
const done = json(200, {
  RequestId: 'r-done',
  Results: { Result: [{ InstanceId: 'i-1', Success: 'true', Code: '200', Message: 'successful' }] },
});

async function attach(attachAnswers: Answerer[], lookAnswers: Answerer[] = [running]) {
  const notRotated = {
    ListSecretVersionIds: [json(404, { Code: 'Forbidden.ResourceNotFound', Message: 'none' })],
    DescribeKeyPairs: [json(200, { KeyPairs: { KeyPair: [] } })],
  };
  const answers = { AttachKeyPair: attachAnswers, DescribeInstances: lookAnswers, ...notRotated };
  const server = await startAnsweringServer(answers);
  const { report, output } = await runBundle(join(outDir, 'attach'), server.url);
  await server.close();
  return {
    result: report.results[0],
    attachCalls: server.asked.filter((one) => one === 'AttachKeyPair').length,
    output,
  };
}

describe('attach bundle, when the cloud answers with', () => {
  it('a refusal, reports its code, message and request id', async () => {
    const refusal = { Code: 'InvalidKeyPairName.NotFound', Message: 'no such key pair', RequestId: 'r-no' };
    const { result, attachCalls } = await attach([json(404, refusal)]);
    expect(result).toMatchObject({
      status: 'failed',
      code: 'InvalidKeyPairName.NotFound',
      message: 'no such key pair',
      cloudRequestId: 'r-no',
    });
    expect(attachCalls).toBe(1);
  });

  it('throttling, waits as asked and goes on', async () => {
    const throttled = json(400, { Code: 'Throttling.User', Message: 'slow down' }, { 'x-acs-retry-after': '20' });
    const { result, attachCalls } = await attach([throttled, throttled, done]);
    expect(result).toMatchObject({ status: 'succeeded', cloudRequestId: 'r-done' });
    expect(attachCalls).toBe(3);
  });

  it.each([
    ['a 500', json(500, { Code: 'InternalError', Message: 'unknown error' })],
    ['an HTML 502', text(502, 'text/html', '<html><body>Bad Gateway</body></html>')],
    ['an XML error', text(503, 'text/xml;charset=utf-8', '<Error><Code>ServiceUnavailable</Code></Error>')],
    ['an empty 500', text(500, 'application/json', '')],
    ['truncated JSON', text(200, 'application/json', '{"RequestId":"r')],
    ['null', text(200, 'application/json', 'null')],
    ['no rows', json(200, { RequestId: 'r-old' })],
    ['a reset', reset],
  ])(
    'the attach bundle, when the cloud answers with %s, reads back and sends again what was not applied',
    async (_what, answer) => {
      const { result, attachCalls } = await attach([answer, done]);
      expect(result).toMatchObject({ status: 'succeeded', code: '200' });
      expect(attachCalls).toBe(2);
    },
  );

  it('a reset after it had applied the change, reads that back and sends nothing again', async () => {
    const { result, attachCalls } = await attach([reset], [running, attached]);
    expect(result).toMatchObject({ status: 'succeeded', message: expect.stringContaining('seen by reading back') });
    expect(attachCalls).toBe(1);
  });

  it('anything at all, never prints the token, the signature or the URL', async () => {
    const { output } = await attach([reset, json(403, { Code: 'Forbidden.RAM', Message: 'no' })]);
    expect(output).toContain('"failCount":1');
    expect(output).not.toMatch(/token-not-to-be-shown|Signature=|InstanceIds=/);
  });
});

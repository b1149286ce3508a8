import path from 'node:path';
import { Readable } from 'node:stream';
import { startHost } from '@keyfleet/local-cloud';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startStack } from '../../cli/stack.ts';
import { patient } from '../time-limits.ts';
import { createCallApi } from './call-api.ts';
import { openFleet, publicKeyLine } from './fleet.ts';
import { type Constructor, type Fields, load } from './load.ts';
import { startRecorder } from './recorder.ts';

/** How an invocation ended, in either client's terms. */
interface Invoked {
  status: number | undefined;
  headers: Record<string, string>;
  body: string;
}
type Invoke = (name: string, event: string, headers?: Record<string, string>) => Promise<Invoked>;
type Key = { accessKeyId: string; accessKeySecret: string; securityToken?: string };

interface Fc3 {
  default: Constructor<{
    invokeFunctionWithOptions(name: string, request: object, headers: object, runtime: object): Promise<Fc3Answer>;
  }>;
  InvokeFunctionRequest: Constructor;
  InvokeFunctionHeaders: Constructor;
}
interface Fc3Answer {
  statusCode: number;
  headers: Record<string, string>;
  body: AsyncIterable<Buffer>;
}

function invokeByFc3(host: string, key: Key): Invoke {
  const fc3 = load('@alicloud/fc20230330') as Fc3;
  const { Config } = (load('@alicloud/openapi-core') as { $OpenApiUtil: { Config: Constructor } }).$OpenApiUtil;
  const client = new fc3.default(new Config({ ...key, endpoint: host, protocol: 'HTTP', ...patient }) as Fields);
  return async (name, event, headers = {}) => {
    const request = new fc3.InvokeFunctionRequest({ body: Readable.from(Buffer.from(event)), qualifier: 'LATEST' });
    const answer = await client.invokeFunctionWithOptions(name, request, new fc3.InvokeFunctionHeaders(headers), {});
    const chunks: Buffer[] = [];
    for await (const chunk of answer.body) chunks.push(chunk);
    return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks).toString() };
  };
}

type Fc2 = new (
  accountId: string,
  config: Fields,
) => {
  invokeFunction(...what: [service: string, name: string, event: string, headers: object, qualifier: string]): Promise<{
    headers: Record<string, string>;
    data: unknown;
  }>;
};

function invokeByFc2(host: string, { accessKeyId, ...key }: Key): Invoke {
  const Client = load('@alicloud/fc2') as Fc2;
  const config = { ...key, accessKeyID: accessKeyId, region: 'cn-hangzhou', endpoint: `http://${host}` };
  const client = new Client('1234567890123456', config);
  return async (name, event, headers = {}) => {
    const { headers: received, data } = await client.invokeFunction('keyfleet', name, event, headers, 'LATEST');
    return { status: undefined, headers: received, body: typeof data === 'string' ? data : JSON.stringify(data) };
  };
}

const clients = [
  {
    client: '@alicloud/fc20230330 4.7.6',
    signature: 'ACS3-HMAC-SHA256',
    connect: invokeByFc3,
    asynchronous: { xFcInvocationType: 'Async', xFcAsyncTaskId: 'task-1' },
    taskIdIn: 'x-fc-async-task-id',
    thrown: (code: string, statusCode: number) => ({ code, statusCode }),
  },
  {
    client: '@alicloud/fc2 2.6.6',
    signature: 'FC',
    connect: invokeByFc2,
    asynchronous: { 'x-fc-invocation-type': 'Async', 'x-fc-stateful-async-invocation-id': 'task-1' },
    taskIdIn: 'x-fc-stateful-async-invocation-id',
    thrown: (code: string, status: number) => ({
      code,
      name: `FC${code}Error`,
      message: expect.stringContaining(`failed with ${status}.`),
    }),
  },
];

const target = { product: 'ecs', regionId: 'cn-hangzhou', keyPairName: 'ops', instanceIds: ['i-linux'] };
const fixtures = path.resolve(import.meta.dirname, '../local/host/fixtures');

describe.each(clients)('$client', ({ signature, connect, asynchronous, taskIdIn, thrown }) => {
  it('the client attaches, sees what is attached already, and detaches, by the deployed functions', async () => {
    expect.hasAssertions();
    const stack = await startStack({ fleet: 'empty', env: {}, log: () => {} });
    onTestFinished(() => stack.close());
    const recorder = await startRecorder(stack.host.url);
    onTestFinished(() => recorder.close());
    const { cloud } = stack;
    cloud.instances.add([{ product: 'ecs', regionId: 'cn-hangzhou', instanceId: 'i-linux', keyPairName: 'old' }]);
    const { accessKeyId, accessKeySecret } = cloud;
    const config = { accessKeyId, accessKeySecret, endpoint: new URL(cloud.url).host };
    const callApi = createCallApi('@alicloud/openapi-core', config);
    const ecs = (action: string, query: Fields) =>
      callApi('2014-05-26', action, { query: { RegionId: 'cn-hangzhou', ...query } });
    const invoke = connect(recorder.host, cloud);
    const run = async (name: string, more: object = {}) =>
      JSON.parse((await invoke(name, JSON.stringify({ ...target, ...more }))).body) as Fields;

    await ecs('ImportKeyPair', { KeyPairName: 'ops', PublicKeyBody: publicKeyLine });
    const attached = { instanceId: 'i-linux', status: 'succeeded', replaced: 'old' };
    expect(await run('keyfleet-attach')).toMatchObject({ succeededCount: 1, results: [attached] });
    const carriers = await ecs('DescribeInstances', { KeyPairName: 'ops' });
    expect(carriers).toMatchObject({ Instances: { Instance: [{ InstanceId: 'i-linux' }] } });
    expect(await run('keyfleet-attach', { dryRun: true })).toMatchObject({ results: [{ code: 'AlreadyAttached' }] });
    const allowed = { allowUnverified: true, allowLockOut: true };
    expect(await run('keyfleet-detach', allowed)).toMatchObject({ succeededCount: 1 });
    expect(await ecs('DescribeInstances', { KeyPairName: 'ops' })).toMatchObject({ TotalCount: 0 });
    await ecs('DeleteKeyPairs', { KeyPairNames: '["ops"]' });
    for (const exchange of recorder.exchanges)
      expect(exchange).toMatchObject({ method: 'POST', status: 200, signature });
  });

  /** The fixtures' functions, which go wrong in every way. */
  const openFixtures = async () => {
    const { cloud, key } = await openFleet();
    const host = await startHost({ cloud, root: fixtures, env: {}, log: () => {} });
    onTestFinished(() => host.close());
    return { cloud, key, hostName: new URL(host.url).host };
  };

  it("the client is told of a function's own error by a header, and throws nothing", async () => {
    const { hostName, key } = await openFixtures();
    const { headers, body } = await connect(hostName, key)('fixture-throws', '');
    expect(headers['x-fc-error-type']).toBe('UnhandledInvocationError');
    expect(JSON.parse(body)).toMatchObject({ errorMessage: 'oops', errorType: 'TypeError' });
  });

  it('the client calls asynchronously', async () => {
    const { hostName, key } = await openFixtures();
    const { headers, body } = await connect(hostName, key)('fixture-echo', '{}', asynchronous);
    expect([headers[taskIdIn], body]).toEqual(['task-1', '']);
  });

  it('the client works with temporary credentials', async () => {
    const { hostName, cloud } = await openFixtures();
    const { accessKeyId, accessKeySecret, securityToken } = cloud.principals.assumeRole({ roleName: 'caller' });
    const invoke = connect(hostName, { accessKeyId, accessKeySecret, securityToken });
    expect((await invoke('fixture-returns', 'text')).body).toBe('plain');
  });

  it.each([
    ['an unknown function', 'FunctionNotFound', 404, 'nobody', {}],
    ['a wrong secret', 'SignatureNotMatch', 403, 'fixture-echo', { accessKeySecret: 'other' }],
    ['an unknown key', 'InvalidAccessKeyID', 403, 'fixture-echo', { accessKeyId: 'nobody' }],
  ])('throws the code for %s', async (_what, code, status, name, change) => {
    const { hostName, key } = await openFixtures();
    const invocation = connect(hostName, { ...key, ...change })(name, '{}');
    await expect(invocation).rejects.toMatchObject(thrown(code, status));
  });
});

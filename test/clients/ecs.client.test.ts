import { describe, expect, it } from 'vitest';
import { patient } from '../time-limits.ts';
import { type Fleet, openFleet, publicKeyLine } from './fleet.ts';
import { type Constructor, type Fields, type Generated, load, plain } from './load.ts';

/** Any generation's client, by the methods that all have: a request in, the answer out. */
type EcsClient = Record<string, (request: object) => Promise<Fields>>;

interface Generation {
  /** Where it is installed. */
  module: string;
  signature: 'ACS3-HMAC-SHA256' | 'RPC V1';
  parametersIn: 'query' | 'form';
  /** The class of its configuration, from the core it stands on. */
  config(): Constructor;
  /** The fields of an answer: the oldest answers with them, the others have them in `body`. */
  fieldsOf(answer: Fields): Fields;
  /** What it throws for a code of the cloud. */
  thrown(code: string): Fields;
}

const openapiClient = () => (load('@alicloud/openapi-client') as { Config: Constructor }).Config;
const openapiCore = () =>
  (load('@alicloud/openapi-core') as { $OpenApiUtil: { Config: Constructor } }).$OpenApiUtil.Config;
const rpcClient = () => (load('@alicloud/rpc-client') as { Config: Constructor }).Config;

const acs3 = {
  signature: 'ACS3-HMAC-SHA256',
  parametersIn: 'query',
  fieldsOf: (answer: Fields) => answer['body'] as Fields,
  thrown: (code: string) => ({ code, statusCode: 400, data: expect.objectContaining({ Code: code }) }),
} as const;
const rpcV1 = {
  signature: 'RPC V1',
  parametersIn: 'form',
  fieldsOf: (answer: Fields) => answer,
  thrown: (code: string) => ({ code: `${code}Error`, data: expect.objectContaining({ Code: code }) }),
} as const;

/** The newest of every major generation that npm has. */
const generations: Record<string, Generation> = {
  '1.1.0': { module: 'ecs-1', ...rpcV1, config: rpcClient },
  '2.1.1': { module: 'ecs-2', ...acs3, config: openapiClient },
  '3.0.13': { module: 'ecs-3', ...acs3, config: openapiClient },
  '4.3.0': { module: 'ecs-4', ...acs3, config: openapiClient },
  '6.1.0': { module: 'ecs-6', ...acs3, config: openapiCore },
  '7.11.6': { module: 'ecs-7', ...acs3, config: openapiCore },
};

/** Calls an action by the client's own method and request class. */
function createCaller({ module, config, fieldsOf }: Generation, { recorder }: Fleet, key: Fields) {
  const generated = load(module) as Generated<EcsClient>;
  const Config = config();
  const configuration = new Config({ ...key, endpoint: recorder.host, protocol: 'HTTP', ...patient });
  const client = new generated.default(configuration as Fields);
  return async (action: string, fields: Fields = {}): Promise<Fields> => {
    const Request = generated[`${action}Request`] as Constructor;
    const method = action.charAt(0).toLowerCase() + action.slice(1);
    const answer = await client[method]?.(new Request({ regionId: 'cn-hangzhou', ...fields }));
    return plain(fieldsOf(answer as Fields));
  };
}

const target = { keyPairName: 'ops', instanceIds: '["i-linux","i-windows"]' };

describe.each(Object.entries(generations))('@alicloud/ecs20140526 %s', (version, generation) => {
  const open = async () => {
    const fleet = await openFleet();
    return { fleet, call: createCaller(generation, fleet, { ...fleet.key, type: 'access_key' }) };
  };

  it('the client is of that version', () => {
    expect((load(`${generation.module}/package.json`) as { version: string }).version).toBe(version);
  });

  it('creates, imports, attaches, reads back, detaches and deletes', async () => {
    expect.hasAssertions();
    const { fleet, call } = await open();

    const made = await call('CreateKeyPair', { keyPairName: 'made' });
    expect(made).toMatchObject({ keyPairName: 'made', privateKeyBody: expect.stringContaining('PRIVATE KEY') });
    const imported = await call('ImportKeyPair', { keyPairName: 'ops', publicKeyBody: publicKeyLine });
    expect(imported).toMatchObject({ keyPairName: 'ops', keyPairFingerPrint: expect.stringMatching(/^(..:){15}..$/) });

    expect(await call('AttachKeyPair', target)).toMatchObject({
      totalCount: '2',
      failCount: '1',
      results: {
        result: [
          { instanceId: 'i-linux', code: '200', message: 'successful', success: 'true' },
          { instanceId: 'i-windows', code: 'DependencyViolation.WindowsInstance', success: 'false' },
        ],
      },
    });
    const carriers = await call('DescribeInstances', { keyPairName: 'ops' });
    expect(carriers).toMatchObject({ instances: { instance: [{ instanceId: 'i-linux', keyPairName: 'ops' }] } });

    const one = { ...target, instanceIds: '["i-linux"]' };
    expect(await call('DetachKeyPair', one)).toMatchObject({ failCount: '0' });
    expect(await call('DescribeInstances', { keyPairName: 'ops' })).toMatchObject({ totalCount: 0 });

    await call('DeleteKeyPairs', { keyPairNames: '["ops","made"]' });
    expect(await call('DescribeKeyPairs')).toMatchObject({ totalCount: 0 });
    for (const exchange of fleet.recorder.exchanges) {
      const { signature, parametersIn } = generation;
      expect(exchange).toMatchObject({ status: 200, method: 'POST', signature, parametersIn });
    }
  });

  it('casts what the wire has otherwise: counts are numbers there, and Success a boolean', async () => {
    const { fleet, call } = await open();
    await call('ImportKeyPair', { keyPairName: 'ops', publicKeyBody: publicKeyLine });
    await call('AttachKeyPair', target);
    await call('DescribeInstances', { keyPairName: 'ops' });
    expect(fleet.recorder.rawOf('AttachKeyPair')).toEqual({
      RequestId: expect.any(String),
      KeyPairName: 'ops',
      TotalCount: 2,
      FailCount: 1,
      Results: {
        Result: [
          { InstanceId: 'i-linux', Code: '200', Message: 'successful', Success: true },
          expect.objectContaining({ InstanceId: 'i-windows', Success: false }),
        ],
      },
    });
    expect(fleet.recorder.rawOf('DescribeInstances')).toMatchObject({
      TotalCount: 1,
      Instances: { Instance: [{ InstanceId: 'i-linux', KeyPairName: 'ops', OSType: 'linux' }] },
    });
  });

  it("throws the cloud's code", async () => {
    const { call } = await open();
    const code = 'InvalidKeyPairName.NotFound';
    await expect(call('AttachKeyPair', target)).rejects.toMatchObject(generation.thrown(code));
  });

  it('the client works with temporary credentials', async () => {
    const { fleet } = await open();
    const { accessKeyId, accessKeySecret, securityToken } = fleet.cloud.principals.assumeRole({ roleName: 'reader' });
    const key = { accessKeyId, accessKeySecret, securityToken, type: 'sts' };
    expect(await createCaller(generation, fleet, key)('DescribeKeyPairs')).toMatchObject({ totalCount: 0 });
    expect(fleet.cloud.calls.list()).toMatchObject([{ principal: 'reader' }]);
  });
});

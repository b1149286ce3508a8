import * as ecsModule from '@alicloud/ecs20140526';
import * as coreModule from '@alicloud/openapi-core';
import * as swasModule from '@alicloud/swas-open20200601';
import { RuntimeOptions } from '@darabonba/typescript';
import type { LocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { patient } from '../../time-limits.ts';
import { importKeyPair, openCloud } from './open-cloud.ts';
import { call } from './signed-call.ts';

/** Under ES modules the CommonJS clients' default export stands one level deeper. */
function defaultOf<T>(module: { default: T }): T {
  return (module.default as { default?: T }).default ?? module.default;
}
const EcsClient = defaultOf(ecsModule);
const SwasClient = defaultOf(swasModule);
const CoreClient = defaultOf(coreModule);
const { Config, Params, OpenApiRequest } = coreModule.$OpenApiUtil;

function configFor(
  cloud: LocalCloud,
  key: { accessKeyId: string; accessKeySecret: string; securityToken?: string } = cloud,
) {
  const { accessKeyId, accessKeySecret, securityToken } = key;
  const endpoint = new URL(cloud.url).host;
  return new Config({
    accessKeyId,
    accessKeySecret,
    endpoint,
    protocol: 'HTTP',
    ...patient,
    ...(securityToken && { securityToken }),
  });
}

async function openFleet() {
  const cloud = await openCloud();
  const spec = { regionId: 'cn-hangzhou', count: 1 };
  cloud.instances.add([
    { ...spec, product: 'ecs', instanceId: 'i-linux' },
    { ...spec, product: 'ecs', instanceId: 'i-windows', os: 'windows' },
    { ...spec, product: 'swas', instanceId: 's-linux' },
    { product: 'ens', instanceId: 'e-linux', status: 'Stopped' },
  ]);
  for (const product of ['ecs', 'ens', 'swas'] as const) await importKeyPair(cloud, product, 'ops');
  return cloud;
}
const region = { regionId: 'cn-hangzhou' };

describe('@alicloud/ecs20140526', () => {
  it('@alicloud/ecs20140526 attaches: the raw types are mixed, the cast ones all strings', async () => {
    const cloud = await openFleet();
    const client = new EcsClient(configFor(cloud));
    const instanceIds = '["i-linux","i-windows"]';
    const request = new ecsModule.AttachKeyPairRequest({ ...region, keyPairName: 'ops', instanceIds });
    const { statusCode, body } = await client.attachKeyPair(request);
    expect(statusCode).toBe(200);
    expect(body).toMatchObject({ totalCount: '2', failCount: '1', keyPairName: 'ops' });
    expect(body?.results?.result?.map((row) => Object.fromEntries(Object.entries(row)))).toEqual([
      { instanceId: 'i-linux', code: '200', message: 'successful', success: 'true' },
      expect.objectContaining({
        instanceId: 'i-windows',
        code: 'DependencyViolation.WindowsInstance',
        success: 'false',
      }),
    ]);
    const raw = { RegionId: 'cn-hangzhou', KeyPairName: 'ops', InstanceIds: instanceIds };
    expect((await call(cloud, 'ecs', 'AttachKeyPair', raw)).body).toMatchObject({
      TotalCount: 2,
      FailCount: 1,
      Results: { Result: [{ Code: '200', Success: true }, { Success: false }] },
    });
  });

  it('creates, describes, detaches and deletes', async () => {
    const cloud = await openFleet();
    const client = new EcsClient(configFor(cloud));
    const tag = [new ecsModule.CreateKeyPairRequestTag({ key: "k 1'(x)*", value: '名 a+b~!' })];
    const made = await client.createKeyPair(new ecsModule.CreateKeyPairRequest({ ...region, keyPairName: 'new', tag }));
    expect(made.body).toMatchObject({ keyPairName: 'new', privateKeyBody: expect.stringContaining('RSA PRIVATE KEY') });
    const listed = await client.describeKeyPairs(
      new ecsModule.DescribeKeyPairsRequest({ ...region, keyPairName: 'new' }),
    );
    expect(listed.body?.keyPairs?.keyPair?.[0]?.tags?.tag?.[0]).toMatchObject({
      tagKey: "k 1'(x)*",
      tagValue: '名 a+b~!',
    });
    const target = { ...region, keyPairName: 'new', instanceIds: '["i-linux"]' };
    await client.attachKeyPair(new ecsModule.AttachKeyPairRequest(target));
    const found = await client.describeInstances(
      new ecsModule.DescribeInstancesRequest({ ...region, keyPairName: 'new', maxResults: 100 }),
    );
    expect(found.body?.instances?.instance?.map(({ instanceId }) => instanceId)).toEqual(['i-linux']);
    await client.detachKeyPair(new ecsModule.DetachKeyPairRequest(target));
    await client.deleteKeyPairs(new ecsModule.DeleteKeyPairsRequest({ ...region, keyPairNames: '["new"]' }));
    expect(cloud.calls.list().every(({ status }) => status === 200)).toBe(true);
  });

  it("throws the cloud's code, status, request id and data", async () => {
    const cloud = await openFleet();
    const client = new EcsClient(configFor(cloud));
    const request = new ecsModule.AttachKeyPairRequest({ ...region, keyPairName: 'none', instanceIds: '["i-linux"]' });
    const error = await client.attachKeyPair(request).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'ClientError', code: 'InvalidKeyPairName.NotFound', statusCode: 400 });
    expect(error).toMatchObject({ requestId: cloud.calls.list().at(-1)?.requestId });
  });

  it('@alicloud/ecs20140526 works with temporary credentials, and says why it was denied', async () => {
    const cloud = await openFleet();
    const policy = {
      Version: '1',
      Statement: [{ Effect: 'Allow', Action: ['ecs:DescribeKeyPairs'], Resource: '*' }],
    } as const;
    const client = new EcsClient(configFor(cloud, cloud.principals.assumeRole({ roleName: 'reader', policy })));
    const { body } = await client.describeKeyPairs(new ecsModule.DescribeKeyPairsRequest(region));
    expect(body?.totalCount).toBe(1);
    const denied = client.createKeyPair(new ecsModule.CreateKeyPairRequest({ ...region, keyPairName: 'new' }));
    await expect(denied).rejects.toMatchObject({
      code: 'Forbidden.RAM',
      statusCode: 403,
      accessDeniedDetail: { AuthAction: 'ecs:CreateKeyPair' },
    });
  });
});

describe('@alicloud/swas-open20200601', () => {
  it('@alicloud/swas-open20200601 attaches, lists by GET, describes and detaches', async () => {
    const cloud = await openFleet();
    const client = new SwasClient(configFor(cloud));
    const target = { ...region, keyPairName: 'ops', instanceIds: ['s-linux'], clientToken: 'token-1' };
    const attached = await client.attachKeyPair(new swasModule.AttachKeyPairRequest(target));
    expect(attached.body).toMatchObject({ totalCount: 1, failCount: 0 });
    expect(attached.body?.results?.map((row) => Object.fromEntries(Object.entries(row)))).toEqual([
      { instanceId: 's-linux', code: '200', message: 'success', success: 'true' },
    ]);
    const listed = await client.listKeyPairs(new swasModule.ListKeyPairsRequest(region));
    expect(listed.body?.keyPairs?.[0]).toMatchObject({ keyPairName: 'ops', instanceIds: ['s-linux'] });
    const one = new swasModule.DescribeInstanceKeyPairRequest({ ...region, instanceId: 's-linux' });
    expect((await client.describeInstanceKeyPair(one)).body).toMatchObject({ keyPairName: 'ops' });
    const detached = await client.detachKeyPair(
      new swasModule.DetachKeyPairRequest({ ...target, clientToken: 'token-2' }),
    );
    expect(detached.body?.results?.[0]?.success).toBe('True');
    expect((await client.describeInstanceKeyPair(one)).body?.keyPairName).toBeUndefined();
    const servers = await client.listInstances(
      new swasModule.ListInstancesRequest({ ...region, instanceIds: '["s-linux"]' }),
    );
    expect(servers.body?.instances?.[0]).toMatchObject({ instanceId: 's-linux', image: { osType: 'linux' } });
  });

  it('meets a 404 for an id that is not there', async () => {
    const cloud = await openFleet();
    const client = new SwasClient(configFor(cloud));
    const target = { ...region, keyPairName: 'ops', instanceIds: ['s-none'] };
    await expect(client.attachKeyPair(new swasModule.AttachKeyPairRequest(target))).rejects.toMatchObject({
      code: 'InvalidInstanceId.NotFound',
      statusCode: 404,
    });
  });
});

type CoreRequest = ConstructorParameters<typeof OpenApiRequest>[0];

/** Calls an action of a version as clients do that have no typed client of their own. */
const callApi = (version: string) => (cloud: LocalCloud, action: string, request: CoreRequest) => {
  const how = { protocol: 'HTTP', pathname: '/', method: 'POST', authType: 'AK', style: 'RPC' };
  const params = new Params({ ...how, action, version, reqBodyType: 'formData', bodyType: 'json' });
  return new CoreClient(configFor(cloud)).callApi(params, new OpenApiRequest(request), new RuntimeOptions({}));
};

describe('@alicloud/openapi-core, for ENS', () => {
  const ens = callApi('2017-11-10');
  const target = { KeyPairName: 'ops', InstanceIds: '["e-linux"]' };
  const results = [{ InstanceId: 'e-linux', Code: 200, Message: 'successful', Success: true }];

  it('@alicloud/openapi-core, for ENS attaches with parameters in the query: integer Code, boolean Success', async () => {
    const cloud = await openFleet();
    const answer = await ens(cloud, 'AttachKeyPair', { query: target });
    expect(answer).toMatchObject({ statusCode: 200, body: { TotalCount: 1, FailCount: 0, Results: results } });
  });

  it('@alicloud/openapi-core, for ENS attaches with parameters in a chunked form', async () => {
    const cloud = await openFleet();
    expect(await ens(cloud, 'AttachKeyPair', { body: target })).toMatchObject({ body: { Results: results } });
  });

  it('detaches by name only what carries that key pair', async () => {
    const cloud = await openFleet();
    await expect(ens(cloud, 'DetachKeyPair', { query: target })).rejects.toMatchObject({
      code: 'PublicKeyNotAttachWithInstance',
      statusCode: 400,
    });
  });
});

describe('@alicloud/openapi-core, for KMS', () => {
  const kms = callApi('2016-01-20');
  const SecretName = 'keyfleet/ops';
  const SecretData = `-----BEGIN PRIVATE KEY-----\n${"aB+/=' (~*)!".repeat(2560)}\n`.slice(0, 30_720);

  it('stores and reads 30 KiB of awkward characters, in the query and in a form', async () => {
    expect.hasAssertions();
    const cloud = await openCloud();
    const made = { SecretName, VersionId: 'v1', SecretData, DKMSInstanceId: 'kst-1', EncryptionKeyId: 'key-1' };
    expect(await kms(cloud, 'CreateSecret', { query: made })).toMatchObject({ body: { SecretType: 'Generic' } });
    expect(await kms(cloud, 'PutSecretValue', { body: { ...made, VersionId: 'v2' } })).toMatchObject({
      body: { VersionStages: { VersionStage: ['ACSCurrent'] } },
    });
    for (const VersionId of ['v1', 'v2']) {
      expect(await kms(cloud, 'GetSecretValue', { query: { SecretName, VersionId } })).toMatchObject({
        body: { SecretData },
      });
    }
  });

  it('throws what KMS refuses', async () => {
    const cloud = await openCloud();
    await expect(kms(cloud, 'GetSecretValue', { query: { SecretName } })).rejects.toMatchObject({
      name: 'ClientError',
      code: 'Forbidden.ResourceNotFound',
      statusCode: 404,
      requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
    });
    cloud.faults.add({ product: 'kms', fault: 'throttle' });
    await expect(kms(cloud, 'GetSecretValue', { query: { SecretName } })).rejects.toMatchObject({
      name: 'ThrottlingError',
      code: 'Rejected.Throttling',
      statusCode: 429,
    });
  });
});

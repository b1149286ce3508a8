import type { LocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { addInstance, importKeyPair, openCloud, publicKeyLine } from '../../open-cloud.ts';
import { call, type Parameters } from '../../signed-call.ts';

const swas = async (cloud: LocalCloud, action: string, parameters: Parameters = {}) =>
  (await call(cloud, 'swas', action, { RegionId: 'cn-hangzhou', ...parameters })).body;

describe('swas key pairs', () => {
  it('swas key pairs are created with name and private key: no id, no fingerprint', async () => {
    const cloud = await openCloud();
    expect(await swas(cloud, 'CreateKeyPair', { KeyPairName: 'ops' })).toEqual({
      RequestId: expect.any(String),
      KeyPairName: 'ops',
      PrivateKeyBody: expect.stringContaining('BEGIN RSA PRIVATE KEY'),
    });
  });

  it('swas key pairs are imported with their name alone in the answer', async () => {
    const cloud = await openCloud();
    const body = await swas(cloud, 'ImportKeyPair', { KeyPairName: 'ops', PublicKeyBody: publicKeyLine });
    expect(body).toEqual({ RequestId: expect.any(String), KeyPairName: 'ops' });
  });

  it('number 10 a region: the 10th is made, the 11th is not', async () => {
    const cloud = await openCloud();
    for (let index = 0; index < 10; index += 1) await importKeyPair(cloud, 'swas', `k${index}`);
    const parameters = { RegionId: 'cn-hangzhou', KeyPairName: 'ops' };
    const { status, body } = await call(cloud, 'swas', 'CreateKeyPair', parameters);
    expect({ status, code: body.Code }).toEqual({ status: 403, code: 'QuotaExceed.KeyPair' });
  });

  it('swas key pairs are listed by GET with their public key and instances', async () => {
    const cloud = await openCloud();
    await importKeyPair(cloud, 'swas', 'ops');
    const id = addInstance(cloud, { product: 'swas', keyPairName: 'ops' });
    const { body } = await call(cloud, 'swas', 'ListKeyPairs', { RegionId: 'cn-hangzhou' }, { method: 'GET' });
    expect(body).toEqual({
      RequestId: expect.any(String),
      PageNumber: 1,
      PageSize: 10,
      TotalCount: 1,
      KeyPairs: [
        {
          KeyPairName: 'ops',
          PublicKey: publicKeyLine,
          CreationTime: expect.stringMatching(/T\d{2}:\d{2}Z$/),
          InstanceIds: [id],
        },
      ],
    });
  });

  it('swas key pairs are listed with 50 instances at most, or all when so set', async () => {
    const cloud = await openCloud();
    cloud.instances.add([{ product: 'swas', regionId: 'cn-hangzhou', keyPairName: 'ops', count: 51 }]);
    const shown = async () =>
      ((await swas(cloud, 'ListKeyPairs')).KeyPairs as { InstanceIds: string[] }[])[0]?.InstanceIds;
    expect(await shown()).toHaveLength(50);
    cloud.settings.listKeyPairsInstanceIds = 'all';
    expect(await shown()).toHaveLength(51);
  });

  it('swas key pairs are found by name and paged', async () => {
    const cloud = await openCloud();
    for (const name of ['a1', 'a2', 'a3']) await importKeyPair(cloud, 'swas', name);
    expect(await swas(cloud, 'ListKeyPairs', { KeyPairName: 'a2' })).toMatchObject({ TotalCount: 1 });
    const page = { PageNumber: 2, PageSize: 2 };
    expect(await swas(cloud, 'ListKeyPairs', page)).toMatchObject({ ...page, KeyPairs: [{ KeyPairName: 'a3' }] });
  });

  it('swas key pairs are deleted only when no server carries one of them', async () => {
    const cloud = await openCloud();
    await importKeyPair(cloud, 'swas', 'free');
    const id = addInstance(cloud, { product: 'swas', keyPairName: 'ops' });
    const both = { 'KeyPairNames.1': 'free', 'KeyPairNames.2': 'ops' };
    const refused = { Code: 'InvalidParameter.KeypairAlreadyAttachedInstance' };
    expect(await swas(cloud, 'DeleteKeyPairs', both)).toMatchObject(refused);
    await swas(cloud, 'DetachKeyPair', { KeyPairName: 'ops', 'InstanceIds.1': id });
    expect(await swas(cloud, 'DeleteKeyPairs', both)).toEqual({ RequestId: expect.any(String) });
    expect(await swas(cloud, 'ListKeyPairs')).toMatchObject({ TotalCount: 0 });
  });
});

describe('swas DescribeInstanceKeyPair', () => {
  it('answers name and Fingerprint', async () => {
    const cloud = await openCloud();
    const id = addInstance(cloud, { product: 'swas', keyPairName: 'ops' });
    expect(await swas(cloud, 'DescribeInstanceKeyPair', { InstanceId: id })).toEqual({
      RequestId: expect.any(String),
      KeyPairName: 'ops',
      Fingerprint: expect.stringMatching(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/),
    });
  });

  it('leaves the fields out when there is none, or has them empty when so set', async () => {
    const cloud = await openCloud();
    const id = { InstanceId: addInstance(cloud, { product: 'swas' }) };
    const RequestId = expect.any(String);
    expect(await swas(cloud, 'DescribeInstanceKeyPair', id)).toEqual({ RequestId });
    cloud.settings.noKeyPair = 'empty';
    expect(await swas(cloud, 'DescribeInstanceKeyPair', id)).toEqual({ RequestId, KeyPairName: '', Fingerprint: '' });
  });
});

describe('swas ListInstances', () => {
  it('shows a server flat and without its key pair', async () => {
    const cloud = await openCloud({ fleet: 'demo' });
    const body = await swas(cloud, 'ListInstances');
    expect(body).toMatchObject({ PageNumber: 1, PageSize: 10, TotalCount: 2 });
    const [first] = body.Instances as Record<string, unknown>[];
    expect(first).toMatchObject({
      InstanceId: 'de300000000000000000000000000001',
      InstanceName: 'blog-1',
      Status: 'Running',
      Image: { OsType: 'linux' },
      Tags: [{ Key: 'ssh', Value: 'ops' }],
    });
    expect(first).not.toHaveProperty('KeyPairName');
  });

  it.each([
    [{ InstanceIds: '["none","de300000000000000000000000000002"]' }, ['blog-2']],
    [{ InstanceIds: '[]' }, []],
    [{ InstanceName: '*-1' }, ['blog-1']],
    [{ Status: 'Stopped' }, []],
    [{ PublicIpAddresses: '["198.18.0.13"]' }, ['blog-2']],
    [{ 'Tag.1.Key': 'ssh', 'Tag.1.Value': 'ops' }, ['blog-1', 'blog-2']],
    [{ PageNumber: 2, PageSize: 1 }, ['blog-2']],
    [{ RegionId: 'cn-shanghai' }, []],
  ] as [Parameters, string[]][])('finds %j: %j', async (filter, expected) => {
    const cloud = await openCloud({ fleet: 'demo' });
    const { Instances } = await swas(cloud, 'ListInstances', filter);
    expect((Instances as { InstanceName: string }[]).map(({ InstanceName }) => InstanceName)).toEqual(expected);
  });
});

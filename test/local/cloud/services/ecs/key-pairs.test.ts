import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { LocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { parsePublicKey, rsaPublicKey } from '../../../../../local/cloud/model/public-key.ts';
import { addInstance, importKeyPair, openCloud, publicKeyLine } from '../../open-cloud.ts';
import { call, type Parameters } from '../../signed-call.ts';

const region = { RegionId: 'cn-hangzhou' };
const ecs = async (cloud: LocalCloud, action: string, parameters: Parameters = {}) =>
  (await call(cloud, 'ecs', action, { ...region, ...parameters })).body;
const colons = (md5 = '') => md5.match(/../g)?.join(':');

describe('ecs CreateKeyPair', () => {
  it('answers id, fingerprint and an RSA-2048 private key whose public half is kept', async () => {
    const cloud = await openCloud();
    const body = await ecs(cloud, 'CreateKeyPair', { KeyPairName: 'ops', 'Tag.1.Key': 'team', 'Tag.1.Value': 'a' });
    expect(body).toEqual({
      RequestId: expect.any(String),
      KeyPairId: expect.stringMatching(/^ssh-[a-z0-9]{20}$/),
      KeyPairName: 'ops',
      KeyPairFingerPrint: expect.stringMatching(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/),
      PrivateKeyBody: expect.stringMatching(/^-----BEGIN RSA PRIVATE KEY-----\n/),
    });
    const privateKey = createPrivateKey(String(body.PrivateKeyBody));
    expect(privateKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
    const { n = '', e = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
    const publicKey = rsaPublicKey(n, e);
    expect(body.KeyPairFingerPrint).toBe(colons(publicKey.md5));
    expect(await ecs(cloud, 'DescribeKeyPairs', { IncludePublicKey: true })).toMatchObject({
      KeyPairs: { KeyPair: [{ PublicKey: publicKey.line, Tags: { Tag: [{ TagKey: 'team', TagValue: 'a' }] } }] },
    });
  });

  it('refuses a name that is there, also when both are made at once', async () => {
    const cloud = await openCloud();
    const both = await Promise.all([1, 2].map(() => ecs(cloud, 'CreateKeyPair', { KeyPairName: 'ops' })));
    expect(new Set(both.map(({ Code }) => Code))).toEqual(new Set([undefined, 'KeyPair.AlreadyExist']));
    expect(await ecs(cloud, 'CreateKeyPair', { KeyPairName: 'ops' })).toMatchObject({ Code: 'KeyPair.AlreadyExist' });
  });

  it('ecs CreateKeyPair counts 500 a region: the 500th is made, the 501st is not', async () => {
    const cloud = await openCloud();
    const spec = { product: 'ecs', regionId: 'cn-hangzhou' } as const;
    cloud.instances.add(Array.from({ length: 499 }, (_, index) => ({ ...spec, keyPairName: `k${index}` })));
    await importKeyPair(cloud, 'ecs', 'the-500th');
    const answer = await call(cloud, 'ecs', 'CreateKeyPair', { ...region, KeyPairName: 'ops' });
    expect({ status: answer.status, code: answer.body.Code }).toEqual({ status: 403, code: 'QuotaExceed.KeyPair' });
    const elsewhere = await call(cloud, 'ecs', 'CreateKeyPair', { RegionId: 'cn-shanghai', KeyPairName: 'ops' });
    expect(elsewhere.status).toBe(200);
  });
});

describe('ecs ImportKeyPair', () => {
  it('answers name and fingerprint, and no id', async () => {
    const cloud = await openCloud();
    const body = await ecs(cloud, 'ImportKeyPair', { KeyPairName: 'ops', PublicKeyBody: `${publicKeyLine} me@home` });
    const fingerprint = colons(parsePublicKey(publicKeyLine)?.md5);
    expect(body).toEqual({ RequestId: expect.any(String), KeyPairName: 'ops', KeyPairFingerPrint: fingerprint });
  });

  it('refuses a name that is there', async () => {
    const cloud = await openCloud();
    await importKeyPair(cloud, 'ecs', 'ops');
    const again = { KeyPairName: 'ops', PublicKeyBody: publicKeyLine };
    expect(await ecs(cloud, 'ImportKeyPair', again)).toMatchObject({ Code: 'KeyPair.AlreadyExist' });
  });
});

describe('ecs DescribeKeyPairs', () => {
  it('shows neither ids nor instances, and public keys only when asked', async () => {
    const now = Date.parse('2026-05-06T02:28:59Z');
    const cloud = await openCloud({ now: () => now, settings: { dateWindowMinutes: 1e9 } });
    await openPairs(cloud, ['ops']);
    const body = await ecs(cloud, 'DescribeKeyPairs');
    expect(body).toMatchObject({ PageNumber: 1, PageSize: 10, TotalCount: 1 });
    expect(body.KeyPairs).toEqual({
      KeyPair: [
        {
          KeyPairName: 'ops',
          KeyPairFingerPrint: expect.any(String),
          CreationTime: '2026-05-06T02:28Z',
          ResourceGroupId: '',
          Tags: { Tag: [] },
        },
      ],
    });
  });

  it.each([
    ['ops', ['ops']],
    ['op*', ['ops', 'ops-2']],
    ['*-2', ['ops-2', 'web-2']],
    ['*p*', ['ops', 'ops-2']],
    ['*', ['ops', 'ops-2', 'web-2']],
    ['o.s', []],
    ['OPS', []],
  ])('finds %s: %j', async (pattern, expected) => {
    const cloud = await openCloud();
    await openPairs(cloud, ['ops', 'ops-2', 'web-2']);
    expect(names(await ecs(cloud, 'DescribeKeyPairs', { KeyPairName: pattern }))).toEqual(expected);
  });

  it('finds by tag, resource group and fingerprint', async () => {
    const cloud = await openCloud();
    const tagged = { 'Tag.1.Key': 'team', 'Tag.1.Value': 'a', ResourceGroupId: 'rg-1' };
    const { KeyPairFingerPrint } = await ecs(cloud, 'CreateKeyPair', { KeyPairName: 'ops', ...tagged });
    await openPairs(cloud, ['other']);
    const find = async (filter: Parameters) => names(await ecs(cloud, 'DescribeKeyPairs', filter));
    expect(await find({ 'Tag.1.Key': 'team' })).toEqual(['ops']);
    expect(await find({ 'Tag.1.Key': 'team', 'Tag.1.Value': 'b' })).toEqual([]);
    expect(await find({ ResourceGroupId: 'rg-1' })).toEqual(['ops']);
    expect(await find({ KeyPairFingerPrint: String(KeyPairFingerPrint) })).toEqual(['ops']);
  });

  it('shows the second page of key pairs with the total count', async () => {
    const cloud = await openCloud();
    await openPairs(cloud, ['a1', 'a2', 'a3']);
    const body = await ecs(cloud, 'DescribeKeyPairs', { PageNumber: 2, PageSize: 2 });
    expect(body).toMatchObject({ PageNumber: 2, PageSize: 2, TotalCount: 3 });
    expect(names(body)).toEqual(['a3']);
  });
});

describe('ecs DeleteKeyPairs', () => {
  it('deletes those that are there and does not mind the others', async () => {
    const cloud = await openCloud();
    await openPairs(cloud, ['a1', 'a2']);
    expect(await ecs(cloud, 'DeleteKeyPairs', { KeyPairNames: '["a1","none"]' })).toEqual({
      RequestId: expect.any(String),
    });
    expect(names(await ecs(cloud, 'DescribeKeyPairs'))).toEqual(['a2']);
  });

  it('deletes none when one is attached, and that one after it was detached', async () => {
    const cloud = await openCloud();
    await openPairs(cloud, ['free']);
    const id = addInstance(cloud, { product: 'ecs', keyPairName: 'ops' });
    const both = { KeyPairNames: '["free","ops"]' };
    const refused = { Code: 'InvalidParameter.KeypairAlreadyAttachedInstance' };
    expect(await ecs(cloud, 'DeleteKeyPairs', both)).toMatchObject(refused);
    expect(names(await ecs(cloud, 'DescribeKeyPairs'))).toEqual(['free', 'ops']);
    await ecs(cloud, 'DetachKeyPair', { KeyPairName: 'ops', InstanceIds: JSON.stringify([id]) });
    await ecs(cloud, 'DeleteKeyPairs', both);
    expect(names(await ecs(cloud, 'DescribeKeyPairs'))).toEqual([]);
  });
});

async function openPairs(cloud: LocalCloud, keyPairNames: string[]) {
  for (const KeyPairName of keyPairNames) {
    await call(cloud, 'ecs', 'ImportKeyPair', { ...region, KeyPairName, PublicKeyBody: publicKeyLine });
  }
}

function names(body: Record<string, unknown>): string[] {
  return (body.KeyPairs as { KeyPair: { KeyPairName: string }[] }).KeyPair.map(({ KeyPairName }) => KeyPairName);
}

import { describe, expect, it } from 'vitest';
import { openCloud } from '../../open-cloud.ts';
import { call } from '../../signed-call.ts';
import { inInstance, keeperOf, openKeeper, openKeeperInTime } from './keeper.ts';

const start = '2026-11-21T10:00:00Z';

describe('CreateSecret', () => {
  it('answers with an ARN, and makes its first version ACSCurrent', async () => {
    const { ask } = keeperOf(await openCloud());
    const { status, body } = await ask('CreateSecret', { VersionId: 'v1', SecretData: 'placeholder' });
    expect(status).toBe(200);
    expect(body).toEqual({
      Arn: 'acs:kms:cn-hangzhou:1234567890123456:secret/keyfleet/ops',
      SecretName: 'keyfleet/ops',
      SecretType: 'Generic',
      VersionId: 'v1',
      DKMSInstanceId: 'kst-1',
      RequestId: expect.any(String),
    });
    expect((await ask('GetSecretValue')).body).toMatchObject({
      SecretData: 'placeholder',
      VersionStages: { VersionStage: ['ACSCurrent'] },
    });
  });

  it('refuses a name that is taken, also with the same value', async () => {
    const { ask } = await openKeeper();
    const { status, body } = await ask('CreateSecret', { VersionId: 'v1', SecretData: 'data of v1' });
    expect({ status, code: body.Code }).toEqual({ status: 409, code: 'Rejected.ResourceExist' });
  });
});

describe('value', () => {
  it.each([
    ['of 30,720 bytes is taken', 'x'.repeat(30_720), 200],
    ['of 30,721 bytes is refused', 'x'.repeat(30_721), 400],
    ['of 15,360 letters of two bytes is taken', 'é'.repeat(15_360), 200],
    ['of 15,361 letters of two bytes is refused', 'é'.repeat(15_361), 400],
  ])('a value %s', async (_what, SecretData, status) => {
    const { cloud, ask } = await openKeeper();
    const created = { SecretName: 'other', ...inInstance, VersionId: 'v1', SecretData };
    expect((await call(cloud, 'kms', 'CreateSecret', created)).status).toBe(status);
    expect((await ask('PutSecretValue', { VersionId: 'v2', SecretData })).status).toBe(status);
  });

  it('comes back as it was, a private key with its line ends too', async () => {
    const { ask } = await openKeeper();
    const SecretData = '-----BEGIN PRIVATE KEY-----\nMIIE+/=&?%20\r\n-----END PRIVATE KEY-----\n';
    await ask('PutSecretValue', { VersionId: 'v2', SecretData });
    expect((await ask('GetSecretValue')).body.SecretData).toBe(SecretData);
  });

  it('a value keeps its type', async () => {
    const { ask } = await openKeeper();
    await ask('PutSecretValue', { VersionId: 'v2', SecretData: 'AAEC', SecretDataType: 'binary' });
    expect((await ask('GetSecretValue')).body.SecretDataType).toBe('binary');
    expect((await ask('GetSecretValue', { VersionId: 'v1' })).body.SecretDataType).toBe('text');
  });
});

describe('GetSecretValue', () => {
  it('answers with all that is documented of a Generic secret', async () => {
    const { ask } = await openKeeper({ now: () => Date.parse(start) });
    expect((await ask('GetSecretValue')).body).toEqual({
      SecretName: 'keyfleet/ops',
      SecretType: 'Generic',
      SecretData: 'data of v1',
      SecretDataType: 'text',
      VersionId: 'v1',
      VersionStages: { VersionStage: ['ACSCurrent'] },
      CreateTime: start,
      RequestId: expect.any(String),
    });
  });

  it.each([
    ['ACSCurrent by default', {}, 'data of v3'],
    ['by stage', { VersionStage: 'ACSPrevious' }, 'data of v2'],
    ['by id, whether it has a stage or not', { VersionId: 'v1' }, 'data of v1'],
    ['by both, when they agree', { VersionId: 'v2', VersionStage: 'ACSPrevious' }, 'data of v2'],
    ['not by both, when they do not', { VersionId: 'v1', VersionStage: 'ACSPrevious' }, undefined],
  ])('GetSecretValue finds %s', async (_how, which, data) => {
    const { ask, put } = await openKeeper();
    await put('v2');
    await put('v3');
    const { body } = await ask('GetSecretValue', which);
    expect(body.SecretData).toBe(data);
    expect(body.Code).toBe(data === undefined ? 'Forbidden.ResourceNotFound' : undefined);
  });
});

describe('DescribeSecret', () => {
  it('DescribeSecret says when the secret was made and last changed, and no value', async () => {
    const { ask, put, pass } = await openKeeperInTime(Date.parse(start));
    pass(60_000);
    await put('v2');
    expect((await ask('DescribeSecret')).body).toEqual({
      Arn: 'acs:kms:cn-hangzhou:1234567890123456:secret/keyfleet/ops',
      SecretName: 'keyfleet/ops',
      SecretType: 'Generic',
      Description: '',
      ...inInstance,
      CreateTime: start,
      UpdateTime: '2026-11-21T10:01:00Z',
      RequestId: expect.any(String),
    });
  });

  it('shows what the secret was made with, tags only on request', async () => {
    const { ask } = keeperOf(await openCloud());
    await ask('CreateSecret', {
      VersionId: 'v1',
      SecretData: 'x',
      Description: 'the key of ops',
      EncryptionKeyId: 'key-1',
      Tags: '[{"TagKey":"team","TagValue":"ops"},{"TagKey":"empty"}]',
    });
    const { body } = await ask('DescribeSecret');
    expect(body).toMatchObject({ Description: 'the key of ops', EncryptionKeyId: 'key-1' });
    expect(body.Tags).toBeUndefined();
    const tags = [
      { TagKey: 'team', TagValue: 'ops' },
      { TagKey: 'empty', TagValue: '' },
    ];
    expect((await ask('DescribeSecret', { FetchTags: 'true' })).body.Tags).toEqual({ Tag: tags });
  });
});

describe('TagResource', () => {
  it('TagResource adds tags and changes values, up to 20', async () => {
    const { ask } = await openKeeper();
    const tag = async (...pairs: string[][]) => {
      const Tags = JSON.stringify(pairs.map(([TagKey, TagValue]) => ({ TagKey, TagValue })));
      return (await ask('TagResource', { Tags })).body.Code;
    };
    await tag(['team', 'ops'], ['stage', 'test']);
    await tag(['team', 'dev']);
    const { body } = await ask('DescribeSecret', { FetchTags: 'true' });
    expect(body.Tags).toEqual({
      Tag: [
        { TagKey: 'team', TagValue: 'dev' },
        { TagKey: 'stage', TagValue: 'test' },
      ],
    });
    const more = Array.from({ length: 19 }, (_, at) => [`k${at}`, 'v']);
    expect(await tag(...more)).toBe('Rejected.LimitExceeded');
  });
});

describe('ListSecrets', () => {
  it('names all secrets by pages, without values', async () => {
    const { cloud } = await openKeeper();
    for (const SecretName of ['b', 'c']) {
      await call(cloud, 'kms', 'CreateSecret', {
        SecretName,
        ...inInstance,
        VersionId: 'v1',
        SecretData: 'secret text',
      });
    }
    const list = async (more: object) => {
      const { body } = await call(cloud, 'kms', 'ListSecrets', { PageSize: 2, ...more });
      expect(JSON.stringify(body)).not.toContain('secret text');
      return { total: body.TotalCount, names: (body.SecretList as List).Secret.map((one) => one.SecretName) };
    };
    expect(await list({})).toEqual({ total: 3, names: ['keyfleet/ops', 'b'] });
    expect(await list({ PageNumber: 2 })).toEqual({ total: 3, names: ['c'] });
  });
});

interface List {
  Secret: { SecretName: string }[];
}

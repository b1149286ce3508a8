import { describe, expect, it } from 'vitest';
import { openCloud } from '../../open-cloud.ts';
import { call, type Parameters } from '../../signed-call.ts';
import { inInstance, openKeeper } from './keeper.ts';

const SecretName = 'keyfleet/ops';
const value = { VersionId: 'v1', SecretData: 'x' };

async function createIn(secretWithoutInstance: 'refuse' | 'allow', parameters: Parameters) {
  const cloud = await openCloud({ settings: { secretWithoutInstance } });
  const { status, body } = await call(cloud, 'kms', 'CreateSecret', { SecretName, ...value, ...parameters });
  return { status, code: body.Code, instance: body.DKMSInstanceId };
}

describe('a new secret', () => {
  it.each([
    ['without both', {}],
    ['without a key', { DKMSInstanceId: 'kst-1' }],
    ['without an instance', { EncryptionKeyId: 'key-1' }],
  ])('is refused %s in an account of today', async (_, parameters) => {
    expect(await createIn('refuse', parameters)).toEqual({ status: 400, code: 'UnsupportedOperation' });
  });

  it('is made in its instance, and says so', async () => {
    expect(await createIn('refuse', inInstance)).toEqual({ status: 200, instance: 'kst-1' });
    const { ask } = await openKeeper();
    expect((await ask('DescribeSecret')).body).toMatchObject(inInstance);
  });

  it('may do without in an old account', async () => {
    expect(await createIn('allow', {})).toEqual({ status: 200 });
  });

  it('is refused in what is no instance', async () => {
    const refused = await createIn('refuse', { ...inInstance, DKMSInstanceId: 'i-1' });
    expect(refused).toMatchObject({ status: 400, code: 'InvalidParameter' });
  });
});

describe('the key of a secret', () => {
  const secretsOnly = {
    Effect: 'Allow',
    Action: 'kms:*',
    Resource: ['acs:kms:*:*:secret', 'acs:kms:*:*:secret/*'],
  } as const;

  /** Calls as somebody who may do anything to secrets, and this to that key. */
  async function callWith(action: string, Action?: string, Resource = 'acs:kms:cn-hangzhou:*:key/key-1') {
    const { cloud } = await openKeeper();
    const more = Action ? [{ Effect: 'Allow', Action, Resource } as const] : [];
    const key = cloud.principals.create({ name: 'x', policy: { Version: '1', Statement: [secretsOnly, ...more] } });
    const name = action === 'CreateSecret' ? { SecretName: 'keyfleet/new', ...inInstance } : { SecretName };
    const { body } = await call(cloud, 'kms', action, { ...name, ...value, VersionId: 'v1' }, { key });
    return { code: body.Code, denied: cloud.calls.list().at(-1)?.denied };
  }

  it.each([
    ['GetSecretValue', 'kms:Decrypt', undefined],
    ['PutSecretValue', 'kms:GenerateDataKey', 'Rejected.ResourceExist'],
    ['CreateSecret', 'kms:GenerateDataKey', undefined],
  ])('is asked for by %s: %s', async (action, needed, code) => {
    expect(await callWith(action, needed)).toEqual({ code, denied: undefined });
    const denied = { code: 'Forbidden.NoPermission', denied: needed };
    expect(await callWith(action)).toEqual(denied);
    expect(await callWith(action, needed, 'acs:kms:cn-hangzhou:*:key/key-2')).toEqual(denied);
    expect(await callWith(action, needed, 'acs:kms:cn-shanghai:*:key/key-1')).toEqual(denied);
  });

  it.each(['DescribeSecret', 'ListSecretVersionIds'])('is not asked for by %s', async (action) => {
    expect((await callWith(action)).code).toBeUndefined();
  });
});

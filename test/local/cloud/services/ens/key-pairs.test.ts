import type { LocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { parsePublicKey } from '../../../../../local/cloud/model/public-key.ts';
import { addInstance, importKeyPair, openCloud, publicKeyLine } from '../../open-cloud.ts';
import { call, type Parameters } from '../../signed-call.ts';

const ens = async (cloud: LocalCloud, action: string, parameters: Parameters = {}) =>
  (await call(cloud, 'ens', action, parameters)).body;

describe('ens key pairs', () => {
  it('ens key pairs are created with id, a fingerprint without colons and the private key', async () => {
    const cloud = await openCloud();
    const body = await ens(cloud, 'CreateKeyPair', { KeyPairName: 'ops' });
    expect(body).toEqual({
      RequestId: expect.any(String),
      KeyPairId: expect.stringMatching(/^ssh-/),
      KeyPairName: 'ops',
      KeyPairFingerPrint: expect.stringMatching(/^[0-9a-f]{32}$/),
      PrivateKeyBody: expect.stringContaining('BEGIN RSA PRIVATE KEY'),
    });
    const { KeyPairId, KeyPairFingerPrint } = body;
    const listed = { KeyPairId, KeyPairName: 'ops', KeyPairFingerPrint, CreationTime: expect.stringMatching(/Z$/) };
    expect(await ens(cloud, 'DescribeKeyPairs')).toMatchObject({ TotalCount: 1, KeyPairs: { KeyPair: [listed] } });
  });

  it('ens key pairs are imported without an answer of their id', async () => {
    const cloud = await openCloud();
    const body = await ens(cloud, 'ImportKeyPair', { KeyPairName: 'ops', PublicKeyBody: publicKeyLine });
    const fingerprint = parsePublicKey(publicKeyLine)?.md5;
    expect(body).toEqual({ RequestId: expect.any(String), KeyPairName: 'ops', KeyPairFingerPrint: fingerprint });
  });

  it('ens key pairs have names of their own', async () => {
    const cloud = await openCloud();
    await importKeyPair(cloud, 'ens', 'ops');
    const refused = { Code: 'PubKeyNameExisted', Message: 'Public Key Pair Name Existed.' };
    expect(await ens(cloud, 'CreateKeyPair', { KeyPairName: 'ops' })).toMatchObject(refused);
    const again = { KeyPairName: 'ops', PublicKeyBody: publicKeyLine };
    expect(await ens(cloud, 'ImportKeyPair', again)).toMatchObject(refused);
  });

  it('ens key pairs are found by name and by id, and paged', async () => {
    const cloud = await openCloud();
    for (const name of ['a1', 'a2', 'a3']) await importKeyPair(cloud, 'ens', name);
    const find = async (filter: Parameters) => {
      const { KeyPairs } = await ens(cloud, 'DescribeKeyPairs', filter);
      return (KeyPairs as { KeyPair: { KeyPairName: string; KeyPairId: string }[] }).KeyPair;
    };
    const [second] = await find({ KeyPairName: 'a2' });
    expect(await find({ KeyPairId: second?.KeyPairId ?? '' })).toEqual([second]);
    expect(await find({ KeyPairName: 'a*' })).toEqual([]);
    expect((await find({ PageNumber: '2', PageSize: '2' })).map(({ KeyPairName }) => KeyPairName)).toEqual(['a3']);
  });

  it('ens key pairs are deleted one at a time, by name or id', async () => {
    const cloud = await openCloud();
    await importKeyPair(cloud, 'ens', 'a1');
    const { KeyPairId } = await ens(cloud, 'CreateKeyPair', { KeyPairName: 'a2' });
    expect(await ens(cloud, 'DeleteKeyPairs', { KeyPairName: 'a1' })).toEqual({ RequestId: expect.any(String) });
    await ens(cloud, 'DeleteKeyPairs', { KeyPairId: String(KeyPairId) });
    expect(await ens(cloud, 'DescribeKeyPairs')).toMatchObject({ TotalCount: 0 });
  });

  it('ens key pairs that are attached are not deleted, or are when so set, and the instance keeps its own', async () => {
    const cloud = await openCloud();
    const id = addInstance(cloud, { product: 'ens', keyPairName: 'ops' });
    const refused = { Code: 'PubKeyAttachedWithInstance', Message: 'Public Key Attached With Instance.' };
    expect(await ens(cloud, 'DeleteKeyPairs', { KeyPairName: 'ops' })).toMatchObject(refused);
    cloud.settings.deleteAttachedEns = 'allow';
    expect((await ens(cloud, 'DeleteKeyPairs', { KeyPairName: 'ops' })).Code).toBeUndefined();
    expect(cloud.instances.get(id)?.keyPairName).toBe('ops');
  });

  it('ens key pairs have a quota only when it is set', async () => {
    const cloud = await openCloud({ settings: { keyPairQuota: { ens: 1 } } });
    await importKeyPair(cloud, 'ens', 'a1');
    expect(await ens(cloud, 'CreateKeyPair', { KeyPairName: 'a2' })).toMatchObject({ Code: 'InvalidParameter' });
  });
});

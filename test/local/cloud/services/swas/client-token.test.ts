import type { LocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { addInstance, importKeyPair, openCloud, publicKeyLine } from '../../open-cloud.ts';
import { call, type Parameters } from '../../signed-call.ts';

const swas = async (cloud: LocalCloud, action: string, parameters: Parameters, token = 'token-1') =>
  (await call(cloud, 'swas', action, { RegionId: 'cn-hangzhou', ...parameters, ClientToken: token })).body;
const withoutRequestId = (body: Record<string, unknown>) => ({ ...body, RequestId: null });

describe('swas ClientToken', () => {
  it.each([
    ['CreateKeyPair', { KeyPairName: 'new' }, 'KeyPair.AlreadyExist'],
    ['ImportKeyPair', { KeyPairName: 'new', PublicKeyBody: publicKeyLine }, 'KeyPair.AlreadyExist'],
  ])('makes %s happen once and answers as before', async (action, parameters, otherwise) => {
    const cloud = await openCloud();
    const first = await swas(cloud, action, parameters);
    const again = await swas(cloud, action, parameters);
    expect(withoutRequestId(again)).toEqual(withoutRequestId(first));
    expect(again.RequestId).not.toBe(first.RequestId);
    expect(await swas(cloud, action, parameters, 'token-2')).toMatchObject({ Code: otherwise });
  });

  it('replays an attach without attaching again', async () => {
    const cloud = await openCloud();
    await importKeyPair(cloud, 'swas', 'ops');
    const id = addInstance(cloud, { product: 'swas' });
    const target = { KeyPairName: 'ops', 'InstanceIds.1': id };
    await swas(cloud, 'AttachKeyPair', target);
    await swas(cloud, 'DetachKeyPair', target, 'token-2');
    expect(await swas(cloud, 'AttachKeyPair', target)).toMatchObject({ Results: [{ Success: 'true' }] });
    expect(cloud.instances.get(id)?.keyPairName).toBeNull();
  });

  it('gives two calls at once the same answer', async () => {
    const cloud = await openCloud();
    const both = await Promise.all([1, 2].map(() => swas(cloud, 'CreateKeyPair', { KeyPairName: 'new' })));
    expect(both[0]?.PrivateKeyBody).toBeDefined();
    expect(both[0]?.PrivateKeyBody).toBe(both[1]?.PrivateKeyBody);
  });

  it.each([
    ['CreateKeyPair', { KeyPairName: 'other' }],
    ['CreateKeyPair', { KeyPairName: 'new', RegionId: 'cn-shanghai' }],
    ['DeleteKeyPairs', { 'KeyPairNames.1': 'new' }],
  ])('a swas ClientToken with other parameters is refused: %s %j', async (action, parameters) => {
    const cloud = await openCloud();
    await swas(cloud, 'CreateKeyPair', { KeyPairName: 'new' });
    const answer = await call(cloud, 'swas', action, {
      RegionId: 'cn-hangzhou',
      ...parameters,
      ClientToken: 'token-1',
    });
    expect({ status: answer.status, code: answer.body.Code, message: answer.body.Message }).toEqual({
      status: 400,
      code: 'IdempotentParameterMismatch',
      message: 'The request is retried with updated parameters.',
    });
  });

  it('a swas ClientToken of a refused call may be used again', async () => {
    const cloud = await openCloud();
    const target = { KeyPairName: 'ops', 'InstanceIds.1': addInstance(cloud, { product: 'swas' }) };
    expect(await swas(cloud, 'AttachKeyPair', target)).toMatchObject({ Code: 'InvalidKeyPairName.NotFound' });
    await importKeyPair(cloud, 'swas', 'ops');
    expect(await swas(cloud, 'AttachKeyPair', target)).toMatchObject({ FailCount: 0 });
  });

  it('belongs to one caller', async () => {
    const cloud = await openCloud();
    const key = cloud.principals.create({ name: 'other' });
    await swas(cloud, 'CreateKeyPair', { KeyPairName: 'new' });
    const parameters = { RegionId: 'cn-hangzhou', KeyPairName: 'new', ClientToken: 'token-1' };
    const { body } = await call(cloud, 'swas', 'CreateKeyPair', parameters, { key });
    expect(body.Code).toBe('KeyPair.AlreadyExist');
  });

  it('means nothing to a reading action', async () => {
    const cloud = await openCloud();
    await swas(cloud, 'ListKeyPairs', {});
    await importKeyPair(cloud, 'swas', 'ops');
    expect(await swas(cloud, 'ListKeyPairs', {})).toMatchObject({ TotalCount: 1 });
  });
});

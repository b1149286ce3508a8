import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import type { LocalCloud } from '@keyfleet/local-cloud';
import { beforeEach, describe, expect, it } from 'vitest';
import { openCloud } from '../../open-cloud.ts';
import { call, type Parameters, signedTarget } from '../../signed-call.ts';
import { inInstance } from './keeper.ts';

const SecretName = 'keyfleet/ops';
const elsewhere = { RegionId: 'cn-shanghai' };
const value = { VersionId: 'v1', SecretData: 'x', ...inInstance };

let cloud: LocalCloud;
beforeEach(async () => {
  cloud = await openCloud();
});

const ask = async (action: string, parameters: Parameters = {}) =>
  (await call(cloud, 'kms', action, { SecretName, ...parameters })).body;

/** The same at a host name, as where names lead here. */
function askAt(host: string, action: string): Promise<Record<string, unknown>> {
  const named = { ...cloud, url: `http://${host}` };
  const { target, headers } = signedTarget(named, 'kms', action, { SecretName });
  const { port } = new URL(cloud.url);
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method: 'POST', path: target, headers }, (response) => {
      resolve(json(response) as Promise<Record<string, unknown>>);
    });
    sent.on('error', reject).end();
  });
}

describe('the KMS of a region', () => {
  it('shows no secret of another region, and has room for one of the same name', async () => {
    expect.hasAssertions();
    await ask('CreateSecret', value);
    for (const action of ['GetSecretValue', 'DescribeSecret', 'ListSecretVersionIds']) {
      expect(await ask(action, elsewhere)).toMatchObject({ Code: 'Forbidden.ResourceNotFound' });
    }
    expect(await ask('ListSecrets', elsewhere)).toMatchObject({ TotalCount: 0 });
    expect(await ask('CreateSecret', { ...value, ...elsewhere, SecretData: 'y' })).toMatchObject({
      Arn: `acs:kms:cn-shanghai:${cloud.accountId}:secret/${SecretName}`,
    });
    expect(await ask('GetSecretValue')).toMatchObject({ SecretData: 'x' });
    expect(await ask('GetSecretValue', elsewhere)).toMatchObject({ SecretData: 'y' });
    await ask('DeleteSecret', { ...elsewhere, ForceDeleteWithoutRecovery: 'true' });
    expect(await ask('GetSecretValue')).toMatchObject({ SecretData: 'x' });
  });

  it.each([
    ['kms.cn-shanghai.aliyuncs.com', 'y'],
    ['kms-vpc.cn-shanghai.aliyuncs.com', 'y'],
    ['kms.cn-shanghai.localhost:4510', 'y'],
    ['kms.cn-hangzhou.aliyuncs.com', 'x'],
    ['127.0.0.1:4510', 'x'],
  ])('is the one that the host %s names, where the call names none', async (host, SecretData) => {
    await ask('CreateSecret', value);
    await ask('CreateSecret', { ...value, ...elsewhere, SecretData: 'y' });
    expect(await askAt(host, 'GetSecretValue')).toMatchObject({ SecretData });
  });

  it('finds no secret by an ARN of another region', async () => {
    await ask('CreateSecret', value);
    const arn = (regionId: string) => `acs:kms:${regionId}:${cloud.accountId}:secret/${SecretName}`;
    expect(await ask('GetSecretValue', { SecretName: arn('cn-hangzhou') })).toMatchObject({ SecretData: 'x' });
    expect(await ask('GetSecretValue', { SecretName: arn('cn-shanghai') })).toMatchObject({
      Code: 'Forbidden.ResourceNotFound',
    });
  });

  it('is asked permission for as what it is', async () => {
    const Resource = `acs:kms:cn-shanghai:${cloud.accountId}:secret/*`;
    const policy = { Version: '1', Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource }] } as const;
    const key = cloud.principals.create({ name: 'shanghai', policy });
    const codeIn = async (parameters: Parameters) => {
      return (await call(cloud, 'kms', 'DescribeSecret', { SecretName, ...parameters }, { key })).body.Code;
    };
    expect(await codeIn(elsewhere)).toBe('Forbidden.ResourceNotFound');
    expect(await codeIn({})).toBe('Forbidden.NoPermission');
  });
});

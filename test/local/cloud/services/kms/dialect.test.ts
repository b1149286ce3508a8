import { describe, expect, it } from 'vitest';
import { control } from '../../control/control-request.ts';
import { call } from '../../signed-call.ts';
import { openKeeper } from './keeper.ts';

describe('error of KMS', () => {
  it('an error of KMS has the body that KMS documents', async () => {
    const { ask } = await openKeeper();
    const { status, headers, body } = await ask('GetSecretValue', { VersionId: 'none' });
    expect(status).toBe(404);
    expect(body).toEqual({
      HttpStatus: 404,
      Code: 'Forbidden.ResourceNotFound',
      Message: 'The resource is not found.',
      RequestId: headers.get('x-acs-request-id'),
    });
  });

  it('an error of KMS has it also when the gateway refuses', async () => {
    const { cloud } = await openKeeper();
    const unsigned = await call(cloud, 'kms', 'GetSecretValue', {}, { key: { ...cloud, accessKeySecret: 'wrong' } });
    expect(unsigned.body).toMatchObject({ HttpStatus: 400, Code: 'SignatureDoesNotMatch' });
    expect((await call(cloud, 'kms', 'Encrypt')).body).toMatchObject({
      HttpStatus: 404,
      Code: 'InvalidAction.NotFound',
    });
  });

  it.each([
    ['a quota', '/settings', { quotas: { 'kms.GetSecretValue': { limit: 1, windowMs: 3_600_000 } } }, 1],
    ['a fault', '/faults', { product: 'kms', action: 'GetSecretValue', after: 1, fault: 'throttle' }, 1],
  ])('an error of KMS says 429 Rejected.Throttling when %s throttles', async (_what, path, asked, before) => {
    expect.hasAssertions();
    const { cloud, ask } = await openKeeper();
    expect((await control(cloud, 'POST', path, asked)).status).toBe(200);
    for (let n = 0; n < before; n += 1) expect((await ask('GetSecretValue')).status).toBe(200);
    expect(await ask('GetSecretValue')).toMatchObject({
      status: 429,
      body: {
        HttpStatus: 429,
        Code: 'Rejected.Throttling',
        Message: 'The QPS upper limit is exceeded.',
      },
    });
  });
});

describe('secret', () => {
  it('a secret may be named by its ARN', async () => {
    const { ask } = await openKeeper();
    const SecretName = 'acs:kms:cn-hangzhou:1234567890123456:secret/keyfleet/ops';
    expect((await ask('GetSecretValue', { SecretName })).body).toMatchObject({
      SecretName: 'keyfleet/ops',
      SecretData: 'data of v1',
    });
  });

  it('a secret is announced when it is written, by its name', async () => {
    const { cloud, put } = await openKeeper();
    await put('v2');
    expect(cloud.events.list().at(-1)).toMatchObject({
      type: 'kms:ActionTrail:ApiCall',
      data: { eventName: 'PutSecretValue', referencedResources: { 'ACS::KMS::Secret': ['keyfleet/ops'] } },
    });
  });
});

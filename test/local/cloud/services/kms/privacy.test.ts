import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { SecretVersion } from '../../../../../local/cloud/model/secret.ts';
import { control } from '../../control/control-request.ts';
import { call } from '../../signed-call.ts';
import { openKeeper } from './keeper.ts';

const hidden = 'hidden-7f3a';

describe('what a secret holds', () => {
  it('what a secret holds is in no control answer, whether the call was taken or refused', async () => {
    expect.hasAssertions();
    const { cloud, ask } = await openKeeper();
    await ask('PutSecretValue', { VersionId: 'v2', SecretData: hidden });
    await ask('PutSecretValue', { VersionId: 'v2', SecretData: `${hidden} other` });
    await ask('CreateSecret', { VersionId: 'v2', SecretData: hidden });
    await ask('CreateSecret', { SecretData: hidden.repeat(5000) });
    await ask('Misspelt', { SecretData: hidden });
    await call(cloud, '2001-01-01', 'PutSecretValue', { SecretData: hidden });
    const key = { accessKeyId: cloud.accessKeyId, accessKeySecret: 'wrong' };
    await call(cloud, 'kms', 'PutSecretValue', { SecretData: hidden }, { key });
    await ask('GetSecretValue');
    expect(cloud.calls.list().length).toBeGreaterThan(7);
    for (const path of ['/calls', '/events', '/principals', '/settings', '/faults', '/instances']) {
      const { status, body } = await control(cloud, 'GET', path);
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain(hidden);
    }
  });

  it.each([
    ['a value that differs', { VersionId: 'v1', SecretData: hidden }],
    ['a value that is too large', { VersionId: 'v2', SecretData: hidden.repeat(5000) }],
    ['a value in the wrong place', { VersionId: hidden.repeat(10), SecretData: hidden }],
  ])('what a secret holds is in no refusal of %s', async (_what, parameters) => {
    const { ask } = await openKeeper();
    const { status, body } = await ask('PutSecretValue', parameters);
    expect(status).toBeGreaterThan(399);
    expect(JSON.stringify(body)).not.toContain(hidden);
  });

  it('what a secret holds is not printed when the local cloud itself fails', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { cloud, ask } = await openKeeper();
    Object.assign(cloud.settings, { quotas: undefined });
    expect((await ask('PutSecretValue', { VersionId: 'v2', SecretData: hidden })).status).toBe(500);
    expect(told).toHaveBeenCalled();
    expect(inspect(told.mock.calls, { depth: null })).not.toContain(hidden);
    told.mockRestore();
  });

  it('what a secret holds is out of reach of what prints or serialises the model', () => {
    const version = new SecretVersion('v1', hidden, 'text', 0);
    expect(JSON.stringify(version) + inspect(version, { depth: null, showHidden: true })).not.toContain(hidden);
  });
});

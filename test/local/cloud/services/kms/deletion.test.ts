import { describe, expect, it } from 'vitest';
import { openKeeper, openKeeperInTime } from './keeper.ts';

const start = Date.parse('2026-11-21T10:00:00Z');
const dayMs = 86_400_000;

describe('secret that was deleted', () => {
  it.each([
    ['30 days by default', {}, '2026-12-21T10:00:00Z'],
    ['7 days at least', { RecoveryWindowInDays: 7 }, '2026-11-28T10:00:00Z'],
    ['30 days at most', { RecoveryWindowInDays: '30' }, '2026-12-21T10:00:00Z'],
  ])('a secret that was deleted waits %s', async (_what, window, planned) => {
    const { ask } = await openKeeperInTime(start);
    const { body } = await ask('DeleteSecret', window);
    expect(body).toMatchObject({ SecretName: 'keyfleet/ops', PlannedDeleteTime: planned });
    expect((await ask('DescribeSecret')).body.PlannedDeleteTime).toBe(planned);
  });

  it.each([
    ['CreateSecret', { VersionId: 'v1', SecretData: 'data of v1' }],
    ['PutSecretValue', { VersionId: 'v2', SecretData: 'x' }],
    ['GetSecretValue', {}],
    ['UpdateSecretVersionStage', { VersionStage: 'a', MoveToVersion: 'v1' }],
    ['DeleteSecret', {}],
  ])('blocks its name: %s is refused', async (action, parameters) => {
    const { ask } = await openKeeperInTime(start);
    await ask('DeleteSecret');
    const { status, body } = await ask(action, parameters);
    expect({ status, code: body.Code }).toEqual({ status: 409, code: 'Rejected.ResourceInDeleteWindow' });
  });

  it('still shows its versions, without values', async () => {
    const { ask, versions } = await openKeeperInTime(start);
    await ask('DeleteSecret');
    expect(await versions()).toEqual({ v1: ['ACSCurrent'] });
  });

  it('a secret that was deleted is there until the moment that was planned, and then its name is free', async () => {
    const { ask, pass } = await openKeeperInTime(start);
    await ask('DeleteSecret', { RecoveryWindowInDays: 7 });
    pass(7 * dayMs - 1);
    expect((await ask('DescribeSecret')).status).toBe(200);
    pass(1);
    expect((await ask('DescribeSecret')).body.Code).toBe('Forbidden.ResourceNotFound');
    expect((await ask('ListSecrets')).body.TotalCount).toBe(0);
    expect((await ask('CreateSecret', { VersionId: 'v1', SecretData: 'new' })).status).toBe(200);
    expect((await ask('GetSecretValue')).body.SecretData).toBe('new');
  });

  it('comes back whole by RestoreSecret', async () => {
    const { ask, put, versions } = await openKeeperInTime(start);
    await put('v2');
    await ask('DeleteSecret');
    expect((await ask('RestoreSecret')).body).toEqual({ SecretName: 'keyfleet/ops', RequestId: expect.any(String) });
    expect(await versions()).toEqual({ v1: ['ACSPrevious'], v2: ['ACSCurrent'] });
    expect((await ask('GetSecretValue')).body.SecretData).toBe('data of v2');
    expect((await ask('DescribeSecret')).body.PlannedDeleteTime).toBeUndefined();
  });
});

describe('a secret that is deleted at once', () => {
  const atOnce = { ForceDeleteWithoutRecovery: 'true' };

  it('a secret that is deleted at once is gone, and its name is free', async () => {
    const { ask } = await openKeeper();
    expect((await ask('DeleteSecret', atOnce)).status).toBe(200);
    expect((await ask('RestoreSecret')).body.Code).toBe('Forbidden.ResourceNotFound');
    expect((await ask('CreateSecret', { VersionId: 'v1', SecretData: 'new' })).status).toBe(200);
  });

  it('a secret that is deleted at once may have waited for its deletion', async () => {
    const { ask } = await openKeeper();
    await ask('DeleteSecret');
    expect((await ask('DeleteSecret', atOnce)).status).toBe(200);
    expect((await ask('DescribeSecret')).status).toBe(404);
  });
});

describe('reset', () => {
  it('a reset forgets all secrets', async () => {
    const { cloud, ask } = await openKeeper();
    cloud.reset();
    expect((await ask('DescribeSecret')).status).toBe(404);
  });
});

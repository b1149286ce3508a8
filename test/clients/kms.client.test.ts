import { describe, expect, it } from 'vitest';
import { patient } from '../time-limits.ts';
import { type Fleet, openFleet } from './fleet.ts';
import { type Constructor, type Fields, type Generated, load, plain } from './load.ts';

type KmsClient = Record<string, (request: object) => Promise<object>>;

/** Calls an action by the client's own method and request class. */
function createCaller({ recorder, key }: Fleet) {
  const generated = load('@alicloud/kms20160120') as Generated<KmsClient>;
  const { Config } = load('@alicloud/rpc-client') as { Config: Constructor };
  const configuration = new Config({
    ...key,
    endpoint: recorder.host,
    protocol: 'HTTP',
    type: 'access_key',
    ...patient,
  });
  const client = new generated.default(configuration as Fields);
  return async (action: string, fields: Fields): Promise<Fields> => {
    const Request = generated[`${action}Request`] as Constructor;
    const method = action.charAt(0).toLowerCase() + action.slice(1);
    return plain((await client[method]?.(new Request(fields))) ?? {});
  };
}

/** The client is older than instances of KMS, and has no field for them. */
async function openOldAccount(): Promise<Fleet> {
  const fleet = await openFleet();
  fleet.cloud.settings.secretWithoutInstance = 'allow';
  return fleet;
}

describe('@alicloud/kms20160120 1.2.0', () => {
  it('creates a secret, puts a version, moves its stages, reads back and deletes', async () => {
    expect.hasAssertions();
    const fleet = await openOldAccount();
    const call = createCaller(fleet);
    const secretName = 'keyfleet/ops';

    const made = await call('CreateSecret', { secretName, versionId: 'v1', secretData: 'first "+" & =' });
    expect(made).toMatchObject({ secretName, versionId: 'v1' });
    const put = { secretName, versionId: 'v2', secretData: 'second', versionStages: '["ACSPending"]' };
    expect(await call('PutSecretValue', put)).toMatchObject({ versionStages: { versionStage: ['ACSPending'] } });
    expect(await call('GetSecretValue', { secretName })).toMatchObject({
      secretData: 'first "+" & =',
      versionId: 'v1',
    });

    const move = { secretName, versionStage: 'ACSCurrent', moveToVersion: 'v2', removeFromVersion: 'v1' };
    await call('UpdateSecretVersionStage', move);
    expect(await call('GetSecretValue', { secretName })).toMatchObject({ secretData: 'second', versionId: 'v2' });
    expect(await call('ListSecretVersionIds', { secretName })).toMatchObject({ totalCount: 2 });
    expect(await call('DescribeSecret', { secretName })).toMatchObject({ secretName });

    await call('DeleteSecret', { secretName, forceDeleteWithoutRecovery: 'true' });
    await expect(call('GetSecretValue', { secretName })).rejects.toMatchObject({
      code: 'Forbidden.ResourceNotFoundError',
      data: { HttpStatus: 404, Code: 'Forbidden.ResourceNotFound' },
    });
    for (const exchange of fleet.recorder.exchanges) {
      expect(exchange).toMatchObject({ method: 'POST', signature: 'RPC V1', parametersIn: 'query' });
    }
    expect(fleet.recorder.rawOf('UpdateSecretVersionStage')).toEqual({
      RequestId: expect.any(String),
      SecretName: secretName,
    });
    expect(fleet.recorder.rawOf('PutSecretValue')).toMatchObject({ VersionStages: { VersionStage: ['ACSPending'] } });
  });

  it('leaves no secret in the log of calls', async () => {
    const fleet = await openOldAccount();
    await createCaller(fleet)('CreateSecret', { secretName: 'a', versionId: 'v1', secretData: 'hush' });
    expect(JSON.stringify(fleet.cloud.calls.list())).not.toContain('hush');
  });
});

import { describe, expect, it } from 'vitest';
import { patient } from '../time-limits.ts';
import { type Fleet, openFleet, publicKeyLine } from './fleet.ts';
import { type Constructor, type Fields, type Generated, load, plain } from './load.ts';

type SwasClient = Record<string, (request: object) => Promise<{ body: object }>>;

/** Calls an action by the client's own method and request class. */
function createCaller({ recorder, key }: Fleet) {
  const generated = load('@alicloud/swas-open20200601') as Generated<SwasClient>;
  const { Config } = (load('@alicloud/openapi-core') as { $OpenApiUtil: { Config: Constructor } }).$OpenApiUtil;
  const configuration = new Config({ ...key, endpoint: recorder.host, protocol: 'HTTP', ...patient });
  const client = new generated.default(configuration as Fields);
  return async (action: string, fields: Fields = {}): Promise<Fields> => {
    const Request = generated[`${action}Request`] as Constructor;
    const method = action.charAt(0).toLowerCase() + action.slice(1);
    const answer = await client[method]?.(new Request({ regionId: 'cn-hangzhou', ...fields }));
    return plain(answer?.body ?? {});
  };
}

const target = { keyPairName: 'ops', instanceIds: ['s-linux'] };

describe('@alicloud/swas-open20200601 4.0.0', () => {
  it('creates, imports, attaches, reads back, detaches and deletes', async () => {
    expect.hasAssertions();
    const fleet = await openFleet();
    const call = createCaller(fleet);

    const made = await call('CreateKeyPair', { keyPairName: 'made', clientToken: 't-1' });
    expect(made).toMatchObject({ keyPairName: 'made', privateKeyBody: expect.stringContaining('PRIVATE KEY') });
    await call('ImportKeyPair', { keyPairName: 'ops', publicKeyBody: publicKeyLine });

    expect(await call('AttachKeyPair', target)).toMatchObject({
      totalCount: 1,
      failCount: 0,
      results: [{ instanceId: 's-linux', code: '200', message: 'success', success: 'true' }],
    });
    expect(await call('DescribeInstanceKeyPair', { instanceId: 's-linux' })).toMatchObject({ keyPairName: 'ops' });
    const { keyPairs } = await call('ListKeyPairs', { keyPairName: 'ops' });
    expect(keyPairs).toMatchObject([{ keyPairName: 'ops', instanceIds: ['s-linux'], publicKey: expect.any(String) }]);

    expect(await call('DetachKeyPair', target)).toMatchObject({ failCount: 0, results: [{ success: 'True' }] });
    expect(await call('DescribeInstanceKeyPair', { instanceId: 's-linux' })).not.toHaveProperty('keyPairName');
    await call('DeleteKeyPairs', { keyPairNames: ['ops', 'made'] });
    expect(await call('ListKeyPairs')).toMatchObject({ totalCount: 0 });
    for (const { action, ...exchange } of fleet.recorder.exchanges) {
      const method = action === 'ListKeyPairs' ? 'GET' : 'POST';
      expect(exchange).toMatchObject({ status: 200, method, signature: 'ACS3-HMAC-SHA256', parametersIn: 'query' });
    }
  });

  it('casts what the wire has otherwise: plain lists, counts as numbers, Success as a text', async () => {
    const fleet = await openFleet();
    const call = createCaller(fleet);
    await call('ImportKeyPair', { keyPairName: 'ops', publicKeyBody: publicKeyLine });
    await call('AttachKeyPair', target);
    await call('ListKeyPairs');
    await call('ListInstances', { instanceIds: '["s-linux"]' });
    expect(fleet.recorder.rawOf('AttachKeyPair')).toEqual({
      RequestId: expect.any(String),
      TotalCount: 1,
      FailCount: 0,
      Results: [{ InstanceId: 's-linux', Code: '200', Message: 'success', Success: 'true' }],
    });
    expect(fleet.recorder.rawOf('ListKeyPairs')).toMatchObject({
      TotalCount: 1,
      KeyPairs: [{ KeyPairName: 'ops', InstanceIds: ['s-linux'] }],
    });
    expect(fleet.recorder.rawOf('ListInstances')).toMatchObject({
      TotalCount: 1,
      Instances: [{ InstanceId: 's-linux', Status: 'Running', Image: { OsType: 'linux' } }],
    });
  });

  it("throws the cloud's code", async () => {
    const call = createCaller(await openFleet());
    await call('ImportKeyPair', { keyPairName: 'ops', publicKeyBody: publicKeyLine });
    const attach = call('AttachKeyPair', { ...target, instanceIds: ['s-none'] });
    await expect(attach).rejects.toMatchObject({ code: 'InvalidInstanceId.NotFound', statusCode: 404 });
  });
});

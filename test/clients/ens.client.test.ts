import { describe, expect, it } from 'vitest';
import { PATIENCE_MS } from '../time-limits.ts';
import { type CoreName, createCallApi } from './call-api.ts';
import { type Fleet, openFleet, publicKeyLine } from './fleet.ts';
import { type Constructor, type Fields, load } from './load.ts';
import type { Exchange } from './recorder.ts';

type Call = (action: string, fields?: Record<string, string>) => Promise<unknown>;

/** A way in which somebody without an ENS client, which npm does not have, calls ENS all the same. */
interface Way {
  client: string;
  speaks: Pick<Exchange, 'method' | 'signature' | 'parametersIn'>;
  createCall(fleet: Fleet): Call;
  /** What it throws for a code of the cloud. */
  thrown(code: string): Fields;
}

/** `callApi` of either core, with all parameters in one place. */
function byCore(module: CoreName, place: 'query' | 'body', config: Fields = {}) {
  return ({ recorder, key }: Fleet): Call => {
    const callApi = createCallApi(module, { ...key, endpoint: recorder.host, ...config });
    return (action, fields = {}) => callApi('2017-11-10', action, { [place]: fields });
  };
}

interface PopCore {
  RPCClient: Constructor<{ request(action: string, fields: object, options: object): Promise<unknown> }>;
}

const opts = { timeout: PATIENCE_MS };

function popCore(method: 'GET' | 'POST') {
  return ({ recorder, key }: Fleet): Call => {
    const { RPCClient } = load('@alicloud/pop-core') as PopCore;
    const client = new RPCClient({ ...key, endpoint: `http://${recorder.host}`, apiVersion: '2017-11-10', opts });
    return (action, fields = {}) => client.request(action, fields, { method });
  };
}

const acs3 = { signature: 'ACS3-HMAC-SHA256', method: 'POST' } as const;
const rpcV1 = { signature: 'RPC V1' } as const;
const byStatus = (code: string) => ({ code, statusCode: 400 });

const ways: Way[] = [
  {
    client: '@alicloud/openapi-core 1.0.8, query',
    speaks: { ...acs3, parametersIn: 'query' },
    createCall: byCore('@alicloud/openapi-core', 'query'),
    thrown: byStatus,
  },
  {
    client: '@alicloud/openapi-core 1.0.8, form',
    speaks: { ...acs3, parametersIn: 'form' },
    createCall: byCore('@alicloud/openapi-core', 'body'),
    thrown: byStatus,
  },
  {
    client: '@alicloud/openapi-core 1.0.8, signatureAlgorithm v2',
    speaks: { ...rpcV1, method: 'POST', parametersIn: 'form' },
    createCall: byCore('@alicloud/openapi-core', 'body', { signatureAlgorithm: 'v2' }),
    thrown: byStatus,
  },
  {
    client: '@alicloud/openapi-client 0.4.15, query',
    speaks: { ...acs3, parametersIn: 'query' },
    createCall: byCore('@alicloud/openapi-client', 'query'),
    thrown: byStatus,
  },
  {
    client: '@alicloud/openapi-client 0.4.15, form',
    speaks: { ...acs3, parametersIn: 'form' },
    createCall: byCore('@alicloud/openapi-client', 'body'),
    thrown: byStatus,
  },
  {
    client: '@alicloud/openapi-client 0.4.15, signatureAlgorithm v2',
    speaks: { ...rpcV1, method: 'POST', parametersIn: 'form' },
    createCall: byCore('@alicloud/openapi-client', 'body', { signatureAlgorithm: 'v2' }),
    thrown: byStatus,
  },
  {
    client: '@alicloud/pop-core 1.8.0, GET',
    speaks: { ...rpcV1, method: 'GET', parametersIn: 'query' },
    createCall: popCore('GET'),
    thrown: (code) => ({ name: `${code}Error`, code }),
  },
  {
    client: '@alicloud/pop-core 1.8.0, POST',
    speaks: { ...rpcV1, method: 'POST', parametersIn: 'form' },
    createCall: popCore('POST'),
    thrown: (code) => ({ name: `${code}Error`, code }),
  },
];

const target = { KeyPairName: 'ops', InstanceIds: '["e-linux"]' };
const row = { InstanceId: 'e-linux', Code: 200, Message: 'successful', Success: true };

describe.each(ways)('ENS by $client', ({ speaks, createCall, thrown }) => {
  it('creates, imports, attaches, reads back, detaches and deletes', async () => {
    expect.hasAssertions();
    const fleet = await openFleet();
    const call = createCall(fleet);

    const made = await call('CreateKeyPair', { KeyPairName: 'made' });
    expect(made).toMatchObject({ KeyPairId: expect.stringMatching(/^ssh-/), KeyPairName: 'made' });
    await call('ImportKeyPair', { KeyPairName: 'ops', PublicKeyBody: publicKeyLine });
    expect(await call('AttachKeyPair', target)).toMatchObject({ TotalCount: 1, FailCount: 0, Results: [row] });
    expect(await call('DescribeInstances', { InstanceIds: '["e-linux"]' })).toMatchObject({
      Code: 0,
      Instances: { Instance: [{ InstanceId: 'e-linux', KeyPairName: 'ops' }] },
    });
    expect(await call('DetachKeyPair', target)).toMatchObject({ FailCount: 0, Results: [row] });
    await call('DeleteKeyPairs', { KeyPairName: 'ops' });
    await call('DeleteKeyPairs', { KeyPairName: 'made' });
    expect(await call('DescribeKeyPairs')).toMatchObject({ TotalCount: 0, KeyPairs: { KeyPair: [] } });
    // The last one has no parameters of its own that could travel anywhere.
    for (const exchange of fleet.recorder.exchanges.slice(0, -1))
      expect(exchange).toMatchObject({ status: 200, ...speaks });
    expect(fleet.recorder.rawOf('AttachKeyPair')).toEqual({
      RequestId: expect.any(String),
      KeyPairId: expect.stringMatching(/^ssh-/),
      KeyPairName: 'ops',
      TotalCount: 1,
      FailCount: 0,
      Results: [row],
    });
  });

  it("throws the cloud's code", async () => {
    const call = createCall(await openFleet());
    await call('ImportKeyPair', { KeyPairName: 'ops', PublicKeyBody: publicKeyLine });
    const code = 'PublicKeyNotAttachWithInstance';
    await expect(call('DetachKeyPair', target)).rejects.toMatchObject(thrown(code));
  });
});

describe('@alicloud/openapi-core 1.0.8', () => {
  it('reads an error in XML, when it was asked for in that format', async () => {
    const fleet = await openFleet();
    const callApi = createCallApi('@alicloud/openapi-core', { ...fleet.key, endpoint: new URL(fleet.cloud.url).host });
    const ask = callApi('2017-11-10', 'DetachKeyPair', { query: { ...target, KeyPairName: 'none', Format: 'XML' } });
    await expect(ask).rejects.toMatchObject({ name: 'ClientError', statusCode: 400, code: expect.any(String) });
    await expect(ask).rejects.toMatchObject({ code: fleet.cloud.calls.list()[0]?.code });
  });
});

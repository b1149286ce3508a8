import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addInstance, importKeyPair, openCloud } from '../../open-cloud.ts';
import { repeated } from '../../signed-call.ts';
import { exchange } from './exchange.ts';
import { callRpcV1, encode, signedQuery } from './rpc-v1-call.ts';

const region = { RegionId: 'cn-hangzhou' };
const describeKeyPairs = ['ecs', 'DescribeKeyPairs', region] as const;
const isForm = { 'content-type': 'application/x-www-form-urlencoded' };

describe('call signed by RPC V1', () => {
  it.each(['GET', 'POST'] as const)(
    'a call signed by RPC V1 is answered by %s with everything in the query',
    async (method) => {
      const cloud = await openCloud();
      const { status, json } = await callRpcV1(cloud, ...describeKeyPairs, { method });
      expect(status).toBe(200);
      expect(json()).toMatchObject({ TotalCount: 0 });
    },
  );

  it('a call signed by RPC V1 is answered with everything in the form, the signature too', async () => {
    const cloud = await openCloud();
    const body = signedQuery(cloud, ...describeKeyPairs, { method: 'POST' });
    expect((await exchange(cloud.url, { headers: isForm }, body)).status).toBe(200);
  });

  it('a call signed by RPC V1 is answered with the scheme in the query and the rest in the form', async () => {
    const cloud = await openCloud();
    const options = { method: 'POST', form: region } as const;
    expect((await callRpcV1(cloud, 'ecs', 'DescribeKeyPairs', {}, options)).status).toBe(200);
  });

  it('takes the value of the form for a name that is in both', async () => {
    const cloud = await openCloud();
    const options = { method: 'POST', form: { KeyPairName: 'from-form' } } as const;
    await callRpcV1(cloud, 'ecs', 'CreateKeyPair', { ...region, KeyPairName: 'from-query' }, options);
    expect(cloud.calls.list()).toMatchObject([{ status: 200, parameters: { KeyPairName: 'from-form' } }]);
  });

  it('a call signed by RPC V1 does not take a body of another type for a form', async () => {
    const cloud = await openCloud();
    const target = `/?${signedQuery(cloud, ...describeKeyPairs, { method: 'POST' })}`;
    const { status } = await exchange(cloud.url, { target, headers: { 'content-type': 'text/plain' } }, 'DryRun=true');
    expect(status).toBe(200);
  });

  it('a call signed by RPC V1 is refused when its form is changed, or one is added', async () => {
    const cloud = await openCloud();
    const target = `/?${signedQuery(cloud, 'ecs', 'DescribeKeyPairs', {}, { method: 'POST', form: region })}`;
    const code = async (body: string) => (await exchange(cloud.url, { target, headers: isForm }, body)).code;
    expect(await code('RegionId=cn-shanghai')).toBe('SignatureDoesNotMatch');
    expect(await code('RegionId=cn-hangzhou&DryRun=true')).toBe('SignatureDoesNotMatch');
    expect(await code('RegionId=cn-hangzhou')).toBeUndefined();
  });

  it('carries any text in names and values', async () => {
    const cloud = await openCloud();
    const fields = fc.dictionary(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
      fc.string({ unit: 'grapheme' }),
      { maxKeys: 4 },
    );
    await fc.assert(
      fc.asyncProperty(fields, async (inQuery) => {
        const { status } = await callRpcV1(cloud, 'ecs', 'DescribeKeyPairs', { ...inQuery, ...region });
        expect(status).toBe(200);
      }),
      { numRuns: 50 },
    );
  });
});

describe('routing of RPC V1', () => {
  it('routing of RPC V1 is by the signed parameters, whatever the headers say', async () => {
    const cloud = await openCloud();
    const target = `/?${signedQuery(cloud, ...describeKeyPairs)}`;
    const headers = { 'x-acs-action': 'DeleteKeyPairs', 'x-acs-version': '2017-11-10' };
    const { status, json } = await exchange(cloud.url, { method: 'GET', target, headers });
    expect(status).toBe(200);
    expect(json()).toHaveProperty('KeyPairs');
    expect(cloud.calls.list()).toMatchObject([{ product: 'ecs', action: 'DescribeKeyPairs' }]);
  });

  it('reaches every product by its version', async () => {
    expect.hasAssertions();
    const cloud = await openCloud();
    for (const [product, action] of [
      ['ecs', 'DescribeKeyPairs'],
      ['ens', 'DescribeKeyPairs'],
      ['swas', 'ListKeyPairs'],
    ] as const) {
      expect((await callRpcV1(cloud, product, action, region)).status).toBe(200);
    }
    expect(cloud.calls.list().map(({ product }) => product)).toEqual(['ecs', 'ens', 'swas']);
  });

  it('routing of RPC V1 is by the form where Action and Version are there too', async () => {
    const cloud = await openCloud();
    const form = { Action: 'DescribeKeyPairs', Version: '2017-11-10' };
    await callRpcV1(cloud, 'ecs', 'CreateKeyPair', region, { method: 'POST', form });
    expect(cloud.calls.list()).toMatchObject([{ product: 'ens', action: 'DescribeKeyPairs', status: 200 }]);
  });
});

describe('parameters of the scheme', () => {
  it('parameters of the scheme are no parameters of the action: the log shows neither key nor nonce nor signature', async () => {
    const cloud = await openCloud();
    const key = cloud.principals.assumeRole({ roleName: 'reader' });
    await callRpcV1(cloud, ...describeKeyPairs, { key });
    expect(cloud.calls.list()).toMatchObject([{ principal: 'reader', parameters: region }]);
    expect(cloud.calls.list()[0]?.parameters).toEqual(region);
  });

  it('parameters of the scheme do not make the retry of a client token another request', async () => {
    const cloud = await openCloud();
    await importKeyPair(cloud, 'swas', 'ops');
    const ids = repeated('InstanceIds', [addInstance(cloud, { product: 'swas' })]);
    const attach = () =>
      callRpcV1(cloud, 'swas', 'AttachKeyPair', { ...region, ...ids, KeyPairName: 'ops', ClientToken: 't' });
    const [first, second] = [await attach(), await attach()];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect({ ...second.json(), RequestId: null }).toEqual({ ...first.json(), RequestId: null });
  });
});

describe("role's temporary key under RPC V1", () => {
  it("a role's temporary key under RPC V1 is accepted with its token in SecurityToken, and refused without or with another", async () => {
    const cloud = await openCloud();
    const key = cloud.principals.assumeRole({ roleName: 'reader' });
    const code = async (SecurityToken?: string) =>
      (await callRpcV1(cloud, ...describeKeyPairs, { key, scheme: { SecurityToken } })).code;
    expect(await code(key.securityToken)).toBeUndefined();
    expect(await code()).toBe('MissingSecurityToken');
    expect(await code('CAIS')).toBe('InvalidSecurityToken.MismatchWithAccessKey');
  });
});

describe('spaces and raw characters in a query', () => {
  const name = 'a b+c*d\'(e)!~名[]"';

  it.each([
    ['a plus sign for a space', (text: string) => encode(text).replaceAll('%20', '+')],
    ['what clients leave as it is', (text: string) => encode(text).replace(/%(21|27|28|29|2A|7E)/g, unescape)],
    ['brackets and quotes as they are', (text: string) => encode(text).replace(/%(5B|5D|22)/g, unescape)],
    ['lower-case percent signs', (text: string) => encode(text).replace(/%../g, (found) => found.toLowerCase())],
  ])('spaces and raw characters in a query are read: %s', async (_what, write) => {
    const cloud = await openCloud();
    const query = signedQuery(cloud, 'ecs', 'DescribeKeyPairs', { ...region, KeyPairName: name });
    const target = `/?${query.replace(encode(name), write(name))}`;
    const { status } = await exchange(cloud.url, { method: 'GET', target });
    expect(status).toBe(200);
    expect(cloud.calls.list()[0]?.parameters).toEqual({ ...region, KeyPairName: name });
  });
});

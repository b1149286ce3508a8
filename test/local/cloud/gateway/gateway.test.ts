import { describe, expect, it, vi } from 'vitest';
import { openCloud } from '../open-cloud.ts';
import { call } from '../signed-call.ts';

const region = { RegionId: 'cn-hangzhou' };
const describeKeyPairs = ['ecs', 'DescribeKeyPairs', region] as const;

describe('answer', () => {
  it('carries its request id in body and header', async () => {
    const cloud = await openCloud();
    const { headers, body } = await call(cloud, ...describeKeyPairs);
    expect(body.RequestId).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    expect(headers.get('x-acs-request-id')).toBe(body.RequestId);
    expect(headers.get('content-type')).toBe('application/json;charset=utf-8');
  });

  it('an answer to a refused request is the documented envelope', async () => {
    const cloud = await openCloud();
    const { status, headers, body } = await call(cloud, 'ecs', 'DescribeKeyPairs', {});
    expect(status).toBe(400);
    expect(body).toEqual({
      RequestId: headers.get('x-acs-request-id'),
      HostId: new URL(cloud.url).host,
      Code: 'MissingParameter',
      Message: 'The input parameter "RegionId" that is mandatory for processing this request is not supplied.',
      Recommend: expect.stringContaining('MissingParameter'),
    });
  });

  it('an answer to a fault of the local cloud itself has no stack', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    const cloud = await openCloud();
    Object.assign(cloud.settings, { keyPairQuota: undefined });
    const { status, body } = await call(cloud, 'ecs', 'CreateKeyPair', { ...region, KeyPairName: 'ops' });
    expect({ status, code: body.Code }).toEqual({ status: 500, code: 'InternalError' });
    expect(JSON.stringify(body)).not.toMatch(/TypeError|\.ts/);
    expect(told).toHaveBeenCalledOnce();
    told.mockRestore();
  });

  it('waits for the latency that is set', async () => {
    const cloud = await openCloud({ settings: { latencyMs: 50 } });
    const before = performance.now();
    await call(cloud, ...describeKeyPairs);
    expect(performance.now() - before).toBeGreaterThan(45);
  });
});

describe('parameters', () => {
  it('parameters may travel in the query by GET', async () => {
    const cloud = await openCloud();
    expect((await call(cloud, ...describeKeyPairs, { method: 'GET' })).status).toBe(200);
  });

  it('parameters may travel in a form', async () => {
    const cloud = await openCloud();
    expect((await call(cloud, ...describeKeyPairs, { inBody: true })).status).toBe(200);
  });

  it('parameters may make a request line of 100 KiB, as a secret or a script does', async () => {
    const cloud = await openCloud();
    expect((await call(cloud, 'ecs', 'DescribeKeyPairs', { ...region, Long: 'x'.repeat(100 * 1024) })).status).toBe(
      200,
    );
  });

  it('parameters that no table knows are ignored', async () => {
    const cloud = await openCloud();
    expect((await call(cloud, 'ecs', 'DescribeKeyPairs', { ...region, OwnerId: 1, Nonsense: 'x' })).status).toBe(200);
  });
});

describe('routing', () => {
  const cases = [
    { what: 'no action of ours', product: 'ecs', action: 'Reimagine', status: 404, code: 'InvalidAction.NotFound' },
    {
      what: 'a name every object has',
      product: 'ecs',
      action: 'toString',
      status: 404,
      code: 'InvalidAction.NotFound',
    },
    {
      what: "another product's action",
      product: 'swas',
      action: 'DescribeKeyPairs',
      status: 404,
      code: 'InvalidAction.NotFound',
    },
    {
      what: 'no version of ours',
      product: '2001-01-01',
      action: 'AttachKeyPair',
      status: 400,
      code: 'InvalidVersion',
    },
    { what: 'no action at all', product: 'ecs', action: '', status: 400, code: 'MissingAction' },
    { what: 'no version at all', product: '', action: 'AttachKeyPair', status: 400, code: 'MissingVersion' },
  ];
  it.each(cases)('routing: $what: $code', async ({ product, action, status, code }) => {
    const cloud = await openCloud();
    const answer = await call(cloud, product, action);
    expect({ status: answer.status, code: answer.body.Code }).toEqual({ status, code });
  });
});

describe('signatures', () => {
  it('signatures with a wrong secret are refused, and the call is recorded without a principal', async () => {
    const cloud = await openCloud();
    const key = { accessKeyId: cloud.accessKeyId, accessKeySecret: 'wrong' };
    const { status, body } = await call(cloud, ...describeKeyPairs, { key });
    expect({ status, code: body.Code }).toEqual({ status: 400, code: 'SignatureDoesNotMatch' });
    expect(body.Message).toMatch(/^Specified signature .* string to sign is:ACS3-HMAC-SHA256\n[\da-f]{64}$/);
    expect(cloud.calls.list()).toMatchObject([
      { product: 'ecs', action: 'DescribeKeyPairs', status: 400, code: 'SignatureDoesNotMatch', principal: null },
    ]);
  });

  it('signatures are judged by the clock that is given', async () => {
    const cloud = await openCloud({ now: () => Date.parse('2026-01-01T00:00:00Z') });
    const at = async (date: string) => (await call(cloud, ...describeKeyPairs, { date })).body.Code;
    expect(await at('2026-01-01T00:15:00Z')).toBeUndefined();
    expect(await at('2026-01-01T00:15:01Z')).toBe('InvalidTimeStamp.Expired');
  });
});

describe("role's temporary key", () => {
  it("a role's temporary key is accepted with its token", async () => {
    const cloud = await openCloud();
    const key = cloud.principals.assumeRole({ roleName: 'attach-role' });
    expect(key.accessKeyId).toMatch(/^STS\./);
    expect((await call(cloud, ...describeKeyPairs, { key })).status).toBe(200);
    expect(cloud.calls.list()[0]?.principal).toBe('attach-role');
  });

  it("a role's temporary key is refused without its token, or with another", async () => {
    const cloud = await openCloud();
    const { accessKeyId, accessKeySecret } = cloud.principals.assumeRole({ roleName: 'attach-role' });
    const other = cloud.principals.assumeRole({ roleName: 'detach-role' }).securityToken;
    const code = async (key: { securityToken?: string }) =>
      (await call(cloud, ...describeKeyPairs, { key: { accessKeyId, accessKeySecret, ...key } })).body.Code;
    expect(await code({})).toBe('MissingSecurityToken');
    expect(await code({ securityToken: other })).toBe('InvalidSecurityToken.MismatchWithAccessKey');
  });

  it("a role's temporary key is not a user's key with a token", async () => {
    const cloud = await openCloud();
    const { accessKeyId, accessKeySecret } = cloud;
    const key = { accessKeyId, accessKeySecret, securityToken: 'CAIS' };
    expect((await call(cloud, ...describeKeyPairs, { key })).body.Code).toBe(
      'InvalidSecurityToken.MismatchWithAccessKey',
    );
  });
});

describe('principal without rights', () => {
  it.each([
    ['ecs', 'DescribeKeyPairs', 403, 'Forbidden.RAM', 'ecs:DescribeKeyPairs'],
    ['swas', 'ListKeyPairs', 403, 'Forbidden.RAM', 'swas-open:ListKeyPairs'],
  ])(
    'a principal without rights is refused by %s %s with the detail',
    async (product, action, status, code, ramAction) => {
      const cloud = await openCloud();
      const key = cloud.principals.create({ name: 'intern', policy: 'none' });
      const answer = await call(cloud, product, action, region, { key });
      expect(answer.status).toBe(status);
      expect(answer.body).toMatchObject({
        Code: code,
        AccessDeniedDetail: { AuthAction: ramAction, AuthPrincipalDisplayName: 'intern' },
      });
    },
  );

  it('a principal without rights is refused by ENS with 400 NoPermission', async () => {
    const cloud = await openCloud();
    const key = cloud.principals.create({ name: 'intern', policy: 'none' });
    const { status, body } = await call(cloud, 'ens', 'AttachKeyPair', {}, { key });
    expect({ status, code: body.Code, message: body.Message }).toEqual({
      status: 400,
      code: 'NoPermission',
      message: 'Permission denied.',
    });
  });

  it('a principal without rights may do what its policy document allows', async () => {
    const cloud = await openCloud();
    const policy = { Version: '1', Statement: [{ Effect: 'Allow', Action: 'ecs:Describe*', Resource: '*' }] } as const;
    const key = cloud.principals.create({ name: 'reader', policy });
    expect((await call(cloud, ...describeKeyPairs, { key })).status).toBe(200);
    expect((await call(cloud, 'ecs', 'CreateKeyPair', region, { key })).body.Code).toBe('Forbidden.RAM');
  });
});

describe('call log', () => {
  it('names time, product, action, status, code, principal and parameters', async () => {
    const cloud = await openCloud({ now: () => Date.parse('2026-01-01T00:00:00Z') });
    const { body } = await call(cloud, ...describeKeyPairs, { date: '2026-01-01T00:00:00Z' });
    expect(cloud.calls.list()).toEqual([
      {
        time: '2026-01-01T00:00:00.000Z',
        product: 'ecs',
        action: 'DescribeKeyPairs',
        status: 200,
        code: null,
        principal: 'operator',
        requestId: body.RequestId,
        parameters: region,
      },
    ]);
  });

  it('leaves secrets out', async () => {
    const cloud = await openCloud();
    const secrets = { SecretData: 's', Password: 's', PrivateKey: 's', PrivateKeyBody: 's', SecurityToken: 's' };
    await call(cloud, 'ecs', 'DescribeKeyPairs', { ...region, ...secrets });
    expect(cloud.calls.list()[0]?.parameters).toEqual(region);
  });

  it('the call log can be cleared', async () => {
    const cloud = await openCloud();
    await call(cloud, ...describeKeyPairs);
    cloud.calls.clear();
    expect(cloud.calls.list()).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { control } from '../control/control-request.ts';
import { openCloud } from '../open-cloud.ts';
import { call, type Key } from '../signed-call.ts';

const reader = {
  Version: '1',
  Statement: [{ Effect: 'Allow', Action: 'ecs:Describe*', Resource: 'acs:ecs:*:*:instance/*' }],
} as const;
const here = { RegionId: 'cn-hangzhou' };

describe('POST /_local/principals', () => {
  it('makes an access key that may do what its policy says', async () => {
    const cloud = await openCloud();
    const { status, body } = await control(cloud, 'POST', '/principals', { name: 'reader', policy: reader });
    expect(status).toBe(200);
    expect(body).toEqual({
      name: 'reader',
      accessKeyId: expect.stringMatching(/^LTAI5t\w{18}$/),
      accessKeySecret: expect.stringMatching(/^\w{30}$/),
    });
    const key: Key = body;
    expect((await call(cloud, 'ecs', 'DescribeInstances', here, { key })).status).toBe(200);
    expect((await call(cloud, 'ecs', 'DescribeKeyPairs', here, { key })).status).toBe(403);
    expect(cloud.calls.list().map(({ principal }) => principal)).toEqual(['reader', 'reader']);
  });

  it('makes another key for a name that is there, with a policy of its own', async () => {
    const cloud = await openCloud();
    const first: Key = (await control(cloud, 'POST', '/principals', { name: 'reader', policy: reader })).body;
    const none = { Version: '1', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] };
    const second: Key = (await control(cloud, 'POST', '/principals', { name: 'reader', policy: none })).body;
    expect((await call(cloud, 'ecs', 'DescribeInstances', here, { key: first })).status).toBe(200);
    expect((await call(cloud, 'ecs', 'DescribeInstances', here, { key: second })).status).toBe(403);
  });

  it.each([
    ['no name', { policy: reader }, 'name'],
    ['an empty name', { name: '', policy: reader }, 'name'],
    ['a name with a blank', { name: 'a b', policy: reader }, 'name'],
    ['a name of 65 letters', { name: 'a'.repeat(65), policy: reader }, 'name'],
    ['no policy', { name: 'reader' }, 'policy'],
    ['a policy that is text', { name: 'reader', policy: 'all' }, 'policy'],
    [
      'a bad action',
      { name: 'reader', policy: { ...reader, Statement: [{ ...reader.Statement[0], Action: 'x' }] } },
      'policy.Statement[0].Action',
    ],
    ['an unknown field', { name: 'reader', policy: reader, secret: 'x' }, 'secret'],
  ])('refuses %s and names the place', async (_what, body, path) => {
    const cloud = await openCloud();
    const answer = await control(cloud, 'POST', '/principals', body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'InvalidParameter', details: [{ path }] });
    expect(cloud.principals.list()).toHaveLength(1);
  });
});

describe('GET /_local/principals', () => {
  it('lists users and roles without their secrets, a role once', async () => {
    expect.hasAssertions();
    const cloud = await openCloud();
    const user = cloud.principals.create({ name: 'reader', policy: reader });
    cloud.principals.assumeRole({ roleName: 'keyfleet-attach' });
    const role = cloud.principals.assumeRole({ roleName: 'keyfleet-attach' });
    const { body } = await control(cloud, 'GET', '/principals');
    expect(body).toEqual([
      { name: 'operator', accessKeyId: cloud.accessKeyId, type: 'user' },
      { name: 'reader', accessKeyId: user.accessKeyId, type: 'user' },
      { name: 'keyfleet-attach', accessKeyId: role.accessKeyId, type: 'role' },
    ]);
    for (const { accessKeySecret, securityToken } of cloud.principals.list()) {
      expect(JSON.stringify(body)).not.toContain(accessKeySecret);
      expect(JSON.stringify(body)).not.toContain(securityToken ?? accessKeySecret);
    }
  });
});

describe('principal', () => {
  it('outlives a reset', async () => {
    const cloud = await openCloud();
    const key = cloud.principals.create({ name: 'reader', policy: reader });
    cloud.reset();
    expect((await call(cloud, 'ecs', 'DescribeInstances', here, { key })).status).toBe(200);
  });

  it('a principal cannot be made with a policy that is none', async () => {
    const cloud = await openCloud();
    const policy = { Version: '2', Statement: [] } as unknown as typeof reader;
    expect(() => cloud.principals.create({ name: 'reader', policy })).toThrow('Version: expected "1"');
    expect(() => cloud.principals.assumeRole({ roleName: 'reader', policy })).toThrow('Statement');
  });
});

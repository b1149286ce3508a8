import type { LocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { openCloud } from '../../open-cloud.ts';
import { call, type Key, type Parameters } from '../../signed-call.ts';

const account = '1234567890123456';
const RoleArn = `acs:ram::${account}:role/reader`;
const RoleSessionName = 'me';
const allow = (Action: string) => ({ Effect: 'Allow', Action, Resource: '*' }) as const;
const policyOf = (...actions: string[]) => ({ Version: '1', Statement: actions.map(allow) }) as const;
const trustOf = (name: string) => {
  const Principal = { RAM: [`acs:ram::${account}:${name}`] };
  return { Version: '1', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal }] } as const;
};

const assume = (cloud: LocalCloud, key?: Key, more: Parameters = {}) =>
  call(cloud, 'sts', 'AssumeRole', { RoleArn, RoleSessionName, ...more }, key && { key });

/** The key that an answer of AssumeRole gives. */
function keyIn(body: Record<string, unknown>): Key {
  const { AccessKeyId, AccessKeySecret, SecurityToken } = body.Credentials as Record<string, string>;
  return { accessKeyId: AccessKeyId ?? '', accessKeySecret: AccessKeySecret ?? '', securityToken: SecurityToken ?? '' };
}

const describeInstances = (cloud: LocalCloud, key: Key) =>
  call(cloud, 'ecs', 'DescribeInstances', { RegionId: 'cn-hangzhou' }, { key });

async function openRoles(trust?: ReturnType<typeof trustOf>) {
  const cloud = await openCloud();
  const role = { name: 'reader', policy: policyOf('ecs:Describe*') };
  await fetch(`${cloud.url}/_local/roles`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...role, ...(trust && { trust }) }),
  });
  return cloud;
}

describe('sts', () => {
  it('sts says who a user is, whatever it may do', async () => {
    const cloud = await openCloud();
    const key = cloud.principals.create({ name: 'somebody', policy: policyOf('ecs:Describe*') });
    const { status, body } = await call(cloud, 'sts', 'GetCallerIdentity', {}, { key });
    const id = expect.stringMatching(/^\d{18}$/);
    expect([status, body]).toEqual([
      200,
      {
        RequestId: expect.any(String),
        AccountId: account,
        Arn: `acs:ram::${account}:user/somebody`,
        IdentityType: 'RAMUser',
        UserId: id,
        PrincipalId: id,
      },
    ]);
  });

  it('sts hands out a key of a role over HTTP, which may do what the role may, and says who it is', async () => {
    const cloud = await openRoles();
    const { status, body } = await assume(cloud);
    expect([status, body.AssumedRoleUser]).toEqual([
      200,
      { Arn: `acs:ram::${account}:assumed-role/reader/me`, AssumedRoleId: expect.stringMatching(/^\d{18}:me$/) },
    ]);
    const key = keyIn(body);
    expect((await describeInstances(cloud, key)).status).toBe(200);
    const refused = await call(cloud, 'ecs', 'RebootInstance', { InstanceId: 'i-1' }, { key });
    expect([refused.status, refused.body.Code]).toEqual([403, 'Forbidden.RAM']);
    const { body: identity } = await call(cloud, 'sts', 'GetCallerIdentity', {}, { key });
    expect(identity).toMatchObject({
      IdentityType: 'AssumedRoleUser',
      Arn: `acs:ram::${account}:assumed-role/reader/me`,
    });
  });

  it('the policy of a session takes away from what the role may do, and adds nothing', async () => {
    const cloud = await openRoles();
    const narrow = keyIn(
      (await assume(cloud, undefined, { Policy: JSON.stringify(policyOf('ecs:DescribeKeyPairs')) })).body,
    );
    expect((await describeInstances(cloud, narrow)).body.Code).toBe('Forbidden.RAM');
    const wide = keyIn((await assume(cloud, undefined, { Policy: JSON.stringify(policyOf('ecs:*')) })).body);
    expect((await describeInstances(cloud, wide)).status).toBe(200);
    expect((await call(cloud, 'ecs', 'RebootInstance', { InstanceId: 'i-1' }, { key: wide })).body.Code).toBe(
      'Forbidden.RAM',
    );
    expect((await assume(cloud, undefined, { Policy: '{}' })).body.Code).toBe('InvalidParameter.PolicyGrammar');
  });

  it('a key of a role ends when its time is over', async () => {
    let nowMs = Date.now();
    const cloud = await openCloud({ now: () => nowMs, settings: { dateWindowMinutes: 1_000 } });
    cloud.principals.roles.create({ name: 'reader', policy: policyOf('ecs:Describe*') });
    const { body } = await assume(cloud, undefined, { DurationSeconds: 900 });
    nowMs += 899_000;
    expect((await describeInstances(cloud, keyIn(body))).status).toBe(200);
    nowMs += 2_000;
    expect((await describeInstances(cloud, keyIn(body))).body.Code).toBe('InvalidSecurityToken.Expired');
  });

  const trusting: [trust: string, user: string, code: string | undefined][] = [
    ['root', 'ann', undefined],
    ['user/ann', 'ann', undefined],
    ['user/ann', 'bob', 'NoPermission'],
    ['role/other', 'ann', 'NoPermission'],
  ];
  it.each(trusting)('a role that trusts %s is assumed by %s: %s', async (trust, name, code) => {
    const cloud = await openRoles(trustOf(trust));
    const key = cloud.principals.create({ name, policy: policyOf('sts:AssumeRole') });
    expect((await assume(cloud, key)).body.Code).toBe(code);
  });

  it('a role is not assumed by a user whose own policy does not allow it, nor one that is not there', async () => {
    const cloud = await openRoles();
    const key = cloud.principals.create({ name: 'ann', policy: policyOf('ecs:*') });
    expect((await assume(cloud, key)).body.Code).toBe('NoPermission');
    const none = { RoleArn: `acs:ram::${account}:role/none` };
    expect((await assume(cloud, undefined, none)).body.Code).toBe('EntityNotExist.Role');
    expect((await assume(cloud, undefined, { DurationSeconds: 899 })).body.Code).toBe(
      'InvalidParameter.DurationSeconds',
    );
  });

  it('keys of roles are forgotten beyond a number, the oldest first', async () => {
    const cloud = await openCloud({ settings: { kept: { temporaryKeys: 2 } } });
    const keys = [1, 2, 3].map(() => cloud.principals.assumeRole({ roleName: 'f' }));
    const known = keys.map(({ accessKeyId, securityToken }) => cloud.principals.secretOf(accessKeyId, securityToken));
    expect(known.map((secret) => secret !== undefined)).toEqual([false, true, true]);
  });
});

import type { LocalCloud, PolicyDocument } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { addInstance, importKeyPair, openCloud } from '../open-cloud.ts';
import { call, type Parameters } from '../signed-call.ts';

const here = { RegionId: 'cn-hangzhou' };
const policy = (...Statement: PolicyDocument['Statement'][number][]): PolicyDocument => ({ Version: '1', Statement });
const allow = (Action: string, Resource: string | string[] = '*') => ({ Effect: 'Allow', Action, Resource }) as const;
const deny = (Action: string, Resource: string | string[] = '*') => ({ Effect: 'Deny', Action, Resource }) as const;

const unauthorized = "User not authorized to operate on the specified resource, or this API doesn't support RAM.";

async function callAs(cloud: LocalCloud, document: PolicyDocument, ...what: [string, string, Parameters]) {
  const key = cloud.principals.create({ name: 'intern', policy: document });
  return call(cloud, ...what, { key });
}

const detail = (AuthAction: string, change: object = {}) => ({
  AuthAction,
  AuthPrincipalDisplayName: 'intern',
  AuthPrincipalOwnerId: '1234567890123456',
  AuthPrincipalType: 'SubUser',
  NoPermissionType: 'ImplicitDeny',
  PolicyType: 'AccountLevelIdentityBasedPolicy',
  ...change,
});

describe('what RAM does not allow is refused', () => {
  it.each([
    ['ecs', 'DescribeInstances', here, 'ecs:DescribeInstances'],
    ['swas', 'ListInstances', here, 'swas-open:ListInstances'],
  ])(
    'what RAM does not allow is refused by %s with 403 Forbidden.RAM, and why',
    async (product, action, parameters, ramAction) => {
      const cloud = await openCloud();
      const { status, body } = await callAs(cloud, policy(allow('oss:*')), product, action, parameters);
      expect(status).toBe(403);
      expect(body).toMatchObject({
        Code: 'Forbidden.RAM',
        Message: unauthorized,
        AccessDeniedDetail: detail(ramAction),
      });
    },
  );

  it('what RAM does not allow is refused by kms with 403 Forbidden.NoPermission, in its own envelope', async () => {
    const cloud = await openCloud();
    const { status, body } = await callAs(cloud, policy(allow('ecs:*')), 'kms', 'GetSecretValue', { SecretName: 'a' });
    expect(status).toBe(403);
    expect(body).toEqual({
      HttpStatus: 403,
      Code: 'Forbidden.NoPermission',
      Message: 'This operation is forbidden by permission system.',
      RequestId: expect.any(String),
      AccessDeniedDetail: detail('kms:GetSecretValue'),
    });
  });

  it('what RAM does not allow is refused by ens with 400 NoPermission, and no more than that', async () => {
    const cloud = await openCloud();
    const { status, body } = await callAs(cloud, policy(allow('ecs:*')), 'ens', 'DescribeInstances', {});
    expect(status).toBe(400);
    expect(body).toMatchObject({ Code: 'NoPermission', Message: 'Permission denied.' });
    expect(body.AccessDeniedDetail).toBeUndefined();
  });

  it('what RAM does not allow is refused also when some statement asks for that', async () => {
    const cloud = await openCloud();
    const document = policy(allow('ecs:*'), deny('ecs:Describe*'));
    const { body } = await callAs(cloud, document, 'ecs', 'DescribeInstances', here);
    expect(body.AccessDeniedDetail).toMatchObject({ NoPermissionType: 'ExplicitDeny' });
  });

  it('what RAM does not allow is refused to a role, which is named with its session', async () => {
    const cloud = await openCloud();
    const key = cloud.principals.assumeRole({ roleName: 'keyfleet-attach', policy: policy(allow('ens:*')) });
    const { body } = await call(cloud, 'ecs', 'DescribeInstances', here, { key });
    expect(body.AccessDeniedDetail).toMatchObject({
      AuthPrincipalDisplayName: 'keyfleet-attach:session',
      AuthPrincipalType: 'AssumedRoleUser',
    });
    expect(cloud.calls.list()).toMatchObject([{ principal: 'keyfleet-attach', code: 'Forbidden.RAM', status: 403 }]);
  });
});

describe('order of refusals', () => {
  it('the order of refusals tells who may not call an action nothing of its parameters', async () => {
    const cloud = await openCloud();
    const { body } = await callAs(cloud, policy(allow('ecs:Describe*')), 'ecs', 'AttachKeyPair', {});
    expect(body.Code).toBe('Forbidden.RAM');
  });

  it('the order of refusals tells who may call it on something that a parameter is missing', async () => {
    const cloud = await openCloud();
    const { body } = await callAs(
      cloud,
      policy(allow('ecs:AttachKeyPair', 'acs:ecs:*:*:instance/i-1')),
      'ecs',
      'AttachKeyPair',
      {},
    );
    expect(body.Code).toBe('MissingParameter');
  });

  it('the order of refusals does not tell who may not touch an instance whether it is there', async () => {
    expect.hasAssertions();
    const cloud = await openCloud();
    const known = addInstance(cloud, { product: 'ecs' });
    const document = policy(allow('ecs:*', 'acs:ecs:*:*:instance/mine'));
    for (const InstanceId of [known, 'none']) {
      const { body } = await callAs(cloud, document, 'ecs', 'StartInstance', { InstanceId });
      expect(body.Code).toBe('Forbidden.RAM');
    }
  });
});

describe('AttachKeyPair on ECS', () => {
  it.each([
    ['instance and key pair', [allow('ecs:AttachKeyPair', ['acs:ecs:*:*:instance/*', 'acs:ecs:*:*:keypair/ops'])], 200],
    ['the instance only', [allow('ecs:AttachKeyPair', 'acs:ecs:*:*:instance/*')], 403],
    ['the key pair only', [allow('ecs:AttachKeyPair', 'acs:ecs:*:*:keypair/*')], 403],
    ['one instance of two', [allow('ecs:*', ['acs:ecs:*:*:keypair/*', 'acs:ecs:*:*:instance/i-1'])], 403],
    ['another region', [allow('ecs:*', 'acs:ecs:cn-shanghai:*:*')], 403],
    ['all but one of them', [allow('ecs:*'), deny('ecs:*', 'acs:ecs:*:*:instance/i-2')], 403],
  ])('AttachKeyPair on ECS with permission for %s', async (_what, statements, status) => {
    const cloud = await openCloud();
    await importKeyPair(cloud, 'ecs', 'ops');
    for (const instanceId of ['i-1', 'i-2']) addInstance(cloud, { product: 'ecs', instanceId });
    const target = { ...here, KeyPairName: 'ops', InstanceIds: '["i-1","i-2"]' };
    const answer = await callAs(cloud, policy(...statements), 'ecs', 'AttachKeyPair', target);
    expect(answer.status).toBe(status);
    const carried = cloud.instances.list().map(({ keyPairName }) => keyPairName);
    expect(carried).toEqual(status === 200 ? ['ops', 'ops'] : [null, null]);
  });
});

describe('a policy for secrets under one path', () => {
  it('reaches no others', async () => {
    expect.hasAssertions();
    const cloud = await openCloud({ settings: { secretWithoutInstance: 'allow' } });
    const document = policy(allow('kms:GetSecretValue', 'acs:kms:*:*:secret/keyfleet/*'));
    for (const [SecretName, status] of [
      ['keyfleet/ops', 200],
      ['keyfleet', 403],
      ['other/keyfleet/ops', 403],
      ['acs:kms:cn-hangzhou:1234567890123456:secret/other', 403],
    ] as const) {
      await call(cloud, 'kms', 'CreateSecret', { SecretName, VersionId: 'v1', SecretData: 'x' });
      expect((await callAs(cloud, document, 'kms', 'GetSecretValue', { SecretName })).status).toBe(status);
    }
  });
});

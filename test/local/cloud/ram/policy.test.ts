import { InvalidInput } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../../local/cloud/ram/policy.ts';

const statement = { Effect: 'Allow', Action: 'ecs:DescribeInstances', Resource: '*' };
const policy = (change: object) => ({ Version: '1', Statement: [{ ...statement, ...change }] });

/** The paths that are refused and why, or `null` when the document is a policy. */
function problems(given: unknown): Record<string, string> | null {
  try {
    readPolicy(given);
    return null;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return Object.fromEntries(error.details.map(({ path, expected }) => [path, expected]));
  }
}

describe('the grammar of policies takes', () => {
  it.each([
    ['one action and one resource', policy({})],
    ['several of both', policy({ Action: ['ecs:A', 'kms:B'], Resource: ['*', 'acs:kms:*:*:secret/a/*'] })],
    ['wildcards', policy({ Action: 'swas-open:?escribe*', Resource: 'acs:ecs:cn-*:*:instance/i-?' })],
    ['everything', policy({ Action: '*', Resource: '*' })],
    ['a denial', policy({ Effect: 'Deny' })],
    ['an ARN without a region', policy({ Resource: 'acs:ram::1234567890123456:role/x' })],
    ['an empty condition, as the console writes it', policy({ Condition: {} })],
  ])('the grammar of policies takes %s', (_what, given) => {
    expect(problems(given)).toBeNull();
  });
});

describe('grammar of policies', () => {
  it.each([
    ['no document', null, 'body', 'Object'],
    ['another version', { ...policy({}), Version: '2012-10-17' }, 'Version', '"1"'],
    ['no version', { Statement: [statement] }, 'Version', 'a value'],
    ['no statements', { Version: '1' }, 'Statement', 'a value'],
    ['an empty list of statements', { Version: '1', Statement: [] }, 'Statement', '>=1'],
    ['a statement that is no list', { Version: '1', Statement: statement }, 'Statement', 'Array'],
    ['an unknown field', { ...policy({}), Id: 'x' }, 'Id', 'no field'],
    ['an unknown field of a statement', policy({ Sid: 'x' }), 'Statement[0].Sid', 'no field'],
    ['no effect', policy({ Effect: undefined }), 'Statement[0].Effect', 'a value'],
    ['another effect', policy({ Effect: 'allow' }), 'Statement[0].Effect', '"Deny"'],
    ['no action', policy({ Action: undefined }), 'Statement[0].Action', 'a value'],
    ['an empty list of actions', policy({ Action: [] }), 'Statement[0].Action', '>=1'],
    ['an action of no service', policy({ Action: 'AttachKeyPair' }), 'Statement[0].Action', 'ecs:DescribeInstances'],
    ['an action with a dot', policy({ Action: 'ecs.AttachKeyPair' }), 'Statement[0].Action', 'ecs:DescribeInstances'],
    ['one bad action of two', policy({ Action: ['ecs:A', ''] }), 'Statement[0].Action[1]', 'ecs:DescribeInstances'],
    ['no resource', policy({ Resource: undefined }), 'Statement[0].Resource', 'a value'],
    ['a resource that is no ARN', policy({ Resource: 'instance/*' }), 'Statement[0].Resource', 'acs:ecs'],
    ['half an ARN', policy({ Resource: ['acs:ecs:*:*'] }), 'Statement[0].Resource[0]', 'acs:ecs'],
    ['NotAction', policy({ NotAction: 'ecs:A' }), 'Statement[0].NotAction', 'Action in its place'],
    ['NotResource', policy({ NotResource: '*' }), 'Statement[0].NotResource', 'Resource in its place'],
    [
      'a principal',
      policy({ Principal: { Service: ['fc.aliyuncs.com'] } }),
      'Statement[0].Principal',
      'trust policies',
    ],
    [
      'a condition',
      policy({ Condition: { StringEquals: { 'acs:SourceIp': ['10.0.0.1'] } } }),
      'Statement[0].Condition',
      'no condition',
    ],
    ['the second statement', { Version: '1', Statement: [statement, {}] }, 'Statement[1].Effect', 'a value'],
  ])('the grammar of policies refuses %s, and names the place', (_what, given, path, expected) => {
    expect(problems(given)).toMatchObject({ [path]: expect.stringContaining(expected) });
  });
});

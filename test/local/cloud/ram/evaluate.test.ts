import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../../local/cloud/ram/evaluate.ts';
import type { PolicyDocument, PolicyStatement } from '../../../../local/cloud/ram/policy.ts';

type Strings = string | readonly string[];

const policy = (...Statement: PolicyStatement[]): PolicyDocument => ({ Version: '1', Statement });
const allow = (Action: Strings, Resource: Strings = '*'): PolicyStatement => ({ Effect: 'Allow', Action, Resource });
const deny = (Action: Strings, Resource: Strings = '*'): PolicyStatement => ({ Effect: 'Deny', Action, Resource });
const instance = (id: string) => `acs:ecs:cn-hangzhou:1234567890123456:instance/${id}`;
const keyPair = 'acs:ecs:cn-hangzhou:1234567890123456:keypair/ops';

describe('ecs:AttachKeyPair on anything', () => {
  it.each([
    ['all', 'allowed'],
    ['none', 'implicitDeny'],
    [policy(), 'implicitDeny'],
    [policy(allow('ecs:AttachKeyPair')), 'allowed'],
    [policy(allow('ECS:attachkeypair')), 'allowed'],
    [policy(allow('ecs:DetachKeyPair')), 'implicitDeny'],
    [policy(allow('ecs:AttachKeyPairs')), 'implicitDeny'],
    [policy(allow('ecs:AttachKey')), 'implicitDeny'],
    [policy(allow(['ecs:DetachKeyPair', 'ecs:AttachKeyPair'])), 'allowed'],
    [policy(allow('ecs:*')), 'allowed'],
    [policy(allow('*')), 'allowed'],
    [policy(allow('ens:*')), 'implicitDeny'],
    [policy(allow('ecs:?ttachKeyPair')), 'allowed'],
    [policy(allow('ecs:??AttachKeyPair')), 'implicitDeny'],
    [policy(allow('ecs:*Key*')), 'allowed'],
    [policy(allow('ecs:*'), deny('ecs:Attach*')), 'explicitDeny'],
    [policy(deny('ecs:Attach*'), allow('ecs:*')), 'explicitDeny'],
    [policy(deny('ecs:Detach*'), allow('ecs:*')), 'allowed'],
    [policy(deny('ecs:AttachKeyPair')), 'explicitDeny'],
  ] as const)('ecs:AttachKeyPair on anything under %j: %s', (document, verdict) => {
    expect(evaluate(document, 'ecs:AttachKeyPair', [keyPair])).toBe(verdict);
  });
});

describe('action on a resource', () => {
  const anyInstance = 'acs:ecs:*:*:instance/*';
  it.each([
    ['a pattern that covers it', [allow('ecs:*', anyInstance)], [instance('i-1')], 'allowed'],
    ['its own ARN', [allow('ecs:*', instance('i-1'))], [instance('i-1')], 'allowed'],
    ['another ARN', [allow('ecs:*', instance('i-1'))], [instance('i-2')], 'implicitDeny'],
    ['an ARN in other letters', [allow('ecs:*', instance('I-1'))], [instance('i-1')], 'implicitDeny'],
    ['another region', [allow('ecs:*', 'acs:ecs:cn-shanghai:*:instance/*')], [instance('i-1')], 'implicitDeny'],
    ['another account', [allow('ecs:*', 'acs:ecs:*:1:instance/*')], [instance('i-1')], 'implicitDeny'],
    ['one character', [allow('ecs:*', 'acs:ecs:*:*:instance/i-?')], [instance('i-1')], 'allowed'],
    ['one character too few', [allow('ecs:*', 'acs:ecs:*:*:instance/i-?')], [instance('i-12')], 'implicitDeny'],
    ['a dot that stands for itself', [allow('ecs:*', 'acs:ecs:*:*:instance/i.1')], [instance('i-1')], 'implicitDeny'],
    ['one of several patterns', [allow('ecs:*', ['acs:kms:*:*:secret/*', anyInstance])], [instance('i-1')], 'allowed'],
    ['not all that is touched', [allow('ecs:*', anyInstance)], [instance('i-1'), keyPair], 'implicitDeny'],
    [
      'each by a statement of its own',
      [allow('ecs:*', anyInstance), allow('ecs:AttachKeyPair', 'acs:ecs:*:*:keypair/*')],
      [instance('i-1'), keyPair],
      'allowed',
    ],
    [
      'one of them denied',
      [allow('ecs:*'), deny('ecs:*', instance('i-2'))],
      [instance('i-1'), instance('i-2')],
      'explicitDeny',
    ],
    ['a denial of others', [allow('ecs:*'), deny('ecs:*', instance('i-2'))], [instance('i-1')], 'allowed'],
    ['the collection by its members', [allow('ecs:*', anyInstance)], [instance('*')], 'allowed'],
    ['the collection by one member', [allow('ecs:*', instance('i-1'))], [instance('*')], 'implicitDeny'],
    ['the collection by some members', [allow('ecs:*', instance('i-*'))], [instance('*')], 'implicitDeny'],
    ['everything by resources of one type', [allow('ecs:*', anyInstance)], ['*'], 'implicitDeny'],
    ['everything by everything', [allow('ecs:*')], ['*'], 'allowed'],
    ['nothing in particular, as everything', [allow('ecs:*', anyInstance)], [], 'implicitDeny'],
  ] as const)('an action on a resource is judged by %s', (_by, statements, resources, verdict) => {
    expect(evaluate(policy(...statements), 'ecs:AttachKeyPair', resources)).toBe(verdict);
  });
});

import { describe, expect, it } from 'vitest';
import { allows, type PolicyDocument, type PolicyStatement } from '../../../local/cloud/policy.ts';

const policy = (...Statement: PolicyStatement[]): PolicyDocument => ({ Version: '1', Statement });
const allow = (...Action: string[]): PolicyStatement => ({ Effect: 'Allow', Action });
const deny = (...Action: string[]): PolicyStatement => ({ Effect: 'Deny', Action });

describe('a policy', () => {
  it.each([
    ['all', true],
    ['none', false],
    [policy(), false],
    [policy(allow('ecs:AttachKeyPair')), true],
    [policy(allow('ecs:attachkeypair')), true],
    [policy(allow('ecs:DetachKeyPair')), false],
    [policy(allow('ecs:DetachKeyPair', 'ecs:AttachKeyPair')), true],
    [policy(allow('ecs:*')), true],
    [policy(allow('*')), true],
    [policy(allow('ens:*')), false],
    [policy(allow('ecs:?ttachKeyPair')), true],
    [policy(allow('ecs.AttachKeyPair')), false],
    [policy(allow('ecs:*'), deny('ecs:Attach*')), false],
    [policy(deny('ecs:Attach*'), allow('ecs:*')), false],
    [policy(deny('ecs:Detach*'), allow('ecs:*')), true],
    [policy({ Effect: 'Allow', Action: 'ecs:AttachKeyPair' }), true],
  ] as const)('%j allows ecs:AttachKeyPair: %s', (document, expected) => {
    expect(allows(document, 'ecs:AttachKeyPair')).toBe(expected);
  });
});

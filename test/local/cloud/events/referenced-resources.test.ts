import { describe, expect, it } from 'vitest';
import type { AnswerBody } from '../../../../local/cloud/action/action.ts';
import { referencedResources } from '../../../../local/cloud/events/referenced-resources.ts';
import type { CallRecord } from '../../../../local/cloud/gateway/calls.ts';

type Case = [parameters: Record<string, string>, answered: AnswerBody, resources: Record<string, string[]>];

const cases: Case[] = [
  [{}, {}, {}],
  [{ InstanceId: 'i-1' }, {}, { 'ACS::ECS::Instance': ['i-1'] }],
  [{ 'InstanceId.1': 'i-1', 'InstanceId.2': 'i-2' }, {}, { 'ACS::ECS::Instance': ['i-1', 'i-2'] }],
  [{ 'InstanceIds.1': 'i-1' }, {}, { 'ACS::ECS::Instance': ['i-1'] }],
  [{ InstanceIds: '["i-1","i-1","i-2"]' }, {}, { 'ACS::ECS::Instance': ['i-1', 'i-2'] }],
  [{ InstanceIds: 'i-1,i-2' }, {}, { 'ACS::ECS::Instance': ['i-1', 'i-2'] }],
  [{ InstanceIds: '[' }, {}, {}],
  [{ InstanceIds: '' }, {}, {}],
  [{ KeyPairNames: '["a","b"]' }, {}, { 'ACS::ECS::KeyPair': ['a', 'b'] }],
  [{ ResourceType: 'instance', 'ResourceId.1': 'i-1' }, {}, { 'ACS::ECS::Instance': ['i-1'] }],
  [{ ResourceType: 'keypair', 'ResourceId.1': 'ops' }, {}, { 'ACS::ECS::KeyPair': ['ops'] }],
  [{ SecretName: 'keyfleet/ops' }, {}, { 'ACS::ECS::Secret': ['keyfleet/ops'] }],
  [
    { KeyPairName: 'ops' },
    { InstanceIdSets: { InstanceIdSet: ['i-1'] } },
    { 'ACS::ECS::Instance': ['i-1'], 'ACS::ECS::KeyPair': ['ops'] },
  ],
  [{}, { InstanceIds: ['i-1', 'i-2'] }, { 'ACS::ECS::Instance': ['i-1', 'i-2'] }],
];

describe('resources that a call references', () => {
  it.each(cases)('the resources that a call references %j answered by %j', (parameters, answered, resources) => {
    expect(referencedResources({ product: 'ecs', parameters } as CallRecord, answered)).toEqual(resources);
  });
});

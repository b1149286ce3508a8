import type { AnswerBody } from '../action/action.ts';
import type { CallRecord } from '../gateway/calls.ts';

/**
 * The resources that a call names, and the instances it made, by type: `{"ACS::ECS::Instance": ["i-…"]}`. Types that
 * are not named are left out. Source: the samples of EventBridge "ActionTrail events" and ActionTrail's
 * DescribeResourceLifeCycleEvents.
 */
export function referencedResources(record: CallRecord, answered: AnswerBody): Record<string, string[]> {
  const type = record.parameters.ResourceType?.toLowerCase();
  const named = Object.entries(record.parameters);
  const pick = (names: RegExp) => named.filter(([name]) => names.test(name)).flatMap(([, value]) => listed(value));
  const tagged = (of: string) => (type === of ? pick(/^ResourceId\.\d+$/) : []);
  const found = {
    Instance: [...pick(/^InstanceIds?(\.\d+)?$/), ...tagged('instance'), ...newInstances(answered)],
    KeyPair: [...pick(/^KeyPairNames?(\.\d+)?$/), ...tagged('keypair')],
    Secret: pick(/^SecretName$/),
  };
  const prefix = `ACS::${(record.product ?? '').toUpperCase()}::`;
  const entries = Object.entries(found).filter(([, names]) => names.length > 0);
  return Object.fromEntries(entries.map(([kind, names]) => [prefix + kind, [...new Set(names)]]));
}

/** A value that is one name, several with commas, or a JSON array of them. */
function listed(value: string): string[] {
  if (!value.startsWith('[')) return value.split(',').filter((name) => name !== '');
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed.filter((item) => typeof item === 'string') : [];
  } catch {
    return [];
  }
}

/** ECS 2014-05-26 RunInstances answers `InstanceIdSets.InstanceIdSet`, ENS 2017-11-10 RunInstances `InstanceIds`. */
function newInstances({ InstanceIdSets, InstanceIds }: AnswerBody): string[] {
  const sets = InstanceIdSets as { InstanceIdSet?: string[] } | undefined;
  return sets?.InstanceIdSet ?? (InstanceIds as string[] | undefined) ?? [];
}

import type { Secret } from '../../model/secret.ts';
import { toSeconds } from '../../model/time.ts';

/** What DescribeSecret and ListSecrets of Kms 2016-01-20 both say; the deletion only when it is planned. */
export function showSecret({ name, createdMs, updatedMs, plannedDeleteMs }: Secret) {
  return {
    SecretName: name,
    SecretType: 'Generic',
    CreateTime: toSeconds(createdMs),
    UpdateTime: toSeconds(updatedMs),
    ...(plannedDeleteMs !== null && { PlannedDeleteTime: toSeconds(plannedDeleteMs) }),
  };
}

export function showTags({ tags }: Secret) {
  return { Tags: { Tag: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })) } };
}

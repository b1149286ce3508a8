import * as v from 'valibot';
import { CloudError } from '../../action/refusal.ts';
import type { Test } from '../../model/filters.ts';
import type { Secret } from '../../model/secret.ts';
import { kmsRefusals } from './refusals.ts';

/** What a secret is looked for by. Choice: a text is found anywhere in what it is compared with, a type and a key whole. */
const keys: Readonly<Record<string, (secret: Secret, value: string) => boolean>> = {
  SecretName: ({ name }, value) => name.includes(value),
  Description: ({ description }, value) => description.includes(value),
  SecretType: (_, value) => value === 'Generic',
  TagKey: ({ tags }, value) => Object.hasOwn(tags, value),
  TagValue: ({ tags }, value) => Object.values(tags).includes(value),
  DKMSInstanceId: ({ instanceId }, value) => instanceId === value,
};

const filters = v.pipe(
  v.string(),
  v.parseJson(),
  v.nullable(
    v.array(
      v.strictObject({
        Key: v.picklist(Object.keys(keys)),
        Values: v.pipe(v.array(v.pipe(v.string(), v.minLength(1))), v.minLength(1)),
      }),
    ),
  ),
);

/**
 * Filters as ListSecrets takes them: one JSON string of `{Key, Values}`. A secret passes one by any of its values.
 * Source: Kms 2016-01-20 ListSecrets, `[{"Key":"SecretName","Values":["Val1","Val2"]}]`.
 * @throws CloudError InvalidParameter
 */
export function readFilters(given: string | undefined): Test<Secret>[] {
  if (given === undefined) return [];
  const parsed = v.safeParse(filters, given);
  if (!parsed.success) throw new CloudError(kmsRefusals.invalid);
  return (parsed.output ?? []).map(
    ({ Key, Values }) =>
      (secret) =>
        Values.some((value) => keys[Key]?.(secret, value)),
  );
}

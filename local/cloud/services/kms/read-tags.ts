import * as v from 'valibot';
import { CloudError } from '../../action/refusal.ts';
import { kmsRefusals } from './refusals.ts';

const text = v.pipe(v.string(), v.maxLength(128), v.regex(/^[\w/\\.+=:@-]*$/));
const tags = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(
    v.strictObject({
      TagKey: v.pipe(text, v.minLength(1), v.regex(/^(?!aliyun|acs:)/)),
      TagValue: v.optional(text, ''),
    }),
  ),
  v.maxLength(20),
);

/**
 * Tags as CreateSecret takes them: one JSON string of up to 20 `{TagKey, TagValue}`, each up to 128 characters.
 * Source: Kms 2016-01-20 CreateSecret.
 * @throws CloudError InvalidParameter
 */
export function readTags(given: string | undefined): Record<string, string> {
  if (given === undefined) return {};
  const parsed = v.safeParse(tags, given);
  if (!parsed.success) throw new CloudError(kmsRefusals.invalid);
  return Object.fromEntries(parsed.output.map(({ TagKey, TagValue }) => [TagKey, TagValue]));
}

import type { TagParameter } from '../../action/parameters/specification.ts';
import { CloudError, type Refusal } from '../../action/refusal.ts';

/** What a new tag may be, and how it is refused. */
export interface NewTagRules {
  maxKeyLength: number;
  maxValueLength: number;
  refusals: Readonly<Record<'duplicateTagKey' | 'tagKeyMalformed' | 'tagValueMalformed', Refusal>>;
}

/**
 * Reads the tags that something is to be given; a value that is left out is empty.
 * Source: Tag.N of ECS 2014-05-26 TagResources and CreateKeyPair: a key does not begin with `aliyun` or `acs:`, a value
 * not with `acs:`, and neither holds `http://` or `https://`.
 */
export function readTags(tags: readonly TagParameter[], rules: NewTagRules): Record<string, string> {
  const { maxKeyLength, maxValueLength, refusals } = rules;
  const keys = tags.map(({ key }) => key);
  if (new Set(keys).size < keys.length) throw new CloudError(refusals.duplicateTagKey);
  if (keys.some((key) => key.length > maxKeyLength || /^(aliyun|acs:)|https?:\/\//.test(key))) {
    throw new CloudError(refusals.tagKeyMalformed);
  }
  if (tags.some(({ value = '' }) => value.length > maxValueLength || /^acs:|https?:\/\//.test(value))) {
    throw new CloudError(refusals.tagValueMalformed);
  }
  return Object.fromEntries(tags.map(({ key, value = '' }) => [key, value]));
}

import type { NewTagRules } from '../tags/new-tags.ts';
import { tagRefusals } from '../tags/refusals.ts';
import { instancesOf } from '../tags/taggable.ts';
import type { TagRules } from '../tags/tagging.ts';
import { clientToken, region } from './parameters.ts';

/** Servers only are emulated; key pairs cannot be tagged on SWAS. Choice, not documented: at most 20 tags, as on ECS. */
export const swasTagRules: TagRules = { types: { instance: instancesOf('swas') }, maxTags: 20, refusals: tagRefusals };

/** Source: Tag.N of SWAS-OPEN 2020-06-01 TagResources: keys and values of up to 64 characters. */
export const swasNewTagRules: NewTagRules = { maxKeyLength: 64, maxValueLength: 64, refusals: tagRefusals };

/** Where and what: the parameters that every tag action has. They have no resource-level permission. */
export const place = {
  RegionId: region,
  ResourceType: { type: 'string', required: true, enum: ['instance'], invalid: tagRefusals.typeNotFound },
  ClientToken: clientToken,
} as const;

export function targetOf(regionId: string, resourceIds: readonly string[] = []) {
  return { regionId, resourceType: 'instance', resourceIds };
}

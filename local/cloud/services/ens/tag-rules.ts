import type { ParameterSpecification } from '../../action/parameters/specification.ts';
import type { NewTagRules } from '../tags/new-tags.ts';
import { tagRefusals } from '../tags/refusals.ts';
import { instancesOf } from '../tags/taggable.ts';
import type { TagRules } from '../tags/tagging.ts';

/** Only instances can be tagged. Choice, not documented: limits and lengths as on ECS. */
export const ensTagRules: TagRules = { types: { instance: instancesOf('ens') }, maxTags: 20, refusals: tagRefusals };

export const ensNewTagRules: NewTagRules = { maxKeyLength: 128, maxValueLength: 128, refusals: tagRefusals };

export const resourceType = {
  type: 'string',
  required: true,
  enum: ['instance'],
  invalid: tagRefusals.typeNotFound,
} as const satisfies ParameterSpecification;

/** The instances that a call names; ENS knows no regions. */
export function targetOf(resourceIds: readonly string[] = []) {
  return { regionId: undefined, resourceType: 'instance', resourceIds };
}

import type { ParameterSpecification } from '../../action/parameters/specification.ts';
import { tagRefusals } from './refusals.ts';

/** Parameters that the tag actions of all products share: ECS 2014-05-26, ENS 2017-11-10, SWAS-OPEN 2020-06-01. */

/** `ResourceId.1` to `ResourceId.50`. */
export const resourceIds = {
  type: 'repeat-list',
  maxItems: 50,
  excess: tagRefusals.tooManyResources,
} as const satisfies ParameterSpecification;

/** `Tag.1.Key`, `Tag.1.Value` to 20, to set. */
export const tagsToSet = {
  type: 'tags',
  required: true,
  maxItems: 20,
  invalid: tagRefusals.tagKeyMalformed,
  excess: tagRefusals.tooManyTags,
} as const satisfies ParameterSpecification;

/** `TagKey.1` to `TagKey.20`, to take away. */
export const tagKeys = {
  type: 'repeat-list',
  maxItems: 20,
  excess: tagRefusals.tooManyTags,
} as const satisfies ParameterSpecification;

/** `Tag.1.Key`, `Tag.1.Value` to 20, to filter by: a key alone stands for any value. */
export const tagsToMatch = {
  type: 'tags',
  maxItems: 20,
  invalid: tagRefusals.tagValueAlone,
  excess: tagRefusals.tooManyTags,
} as const satisfies ParameterSpecification;

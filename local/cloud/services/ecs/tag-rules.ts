import type { Refusal } from '../../action/refusal.ts';
import type { NewTagRules } from '../tags/new-tags.ts';
import { tagRefusals } from '../tags/refusals.ts';
import { instancesOf, type TaggableType } from '../tags/taggable.ts';
import type { TagRules } from '../tags/tagging.ts';
import { region } from './parameters.ts';
import { instances, keyPairs } from './resources.ts';

/** Key pairs go by their names here, as Terraform tags them. */
const keyPairType: TaggableType = {
  find: (cloud, regionId, keyPairName) => cloud.keyPairs.find({ product: 'ecs', regionId }, keyPairName),
  list: (cloud, regionId) =>
    cloud.keyPairs.list({ product: 'ecs', regionId }).map((keyPair) => [keyPair.keyPairName, keyPair] as const),
};

/** At most 20 tags on a resource. Source: ECS "Limits", tags. */
export const ecsTagRules: TagRules = {
  types: { instance: instancesOf('ecs'), keypair: keyPairType },
  maxTags: 20,
  refusals: tagRefusals,
};

/** Source: Tag.N of ECS 2014-05-26 TagResources: keys and values of up to 128 characters. */
export const ecsNewTagRules: NewTagRules = { maxKeyLength: 128, maxValueLength: 128, refusals: tagRefusals };

/** Unlike elsewhere in ECS, what is missing is a 404 of its own name. Source: error table of TagResources. */
export const missing = (name: string): Refusal => ({
  status: 404,
  code: `MissingParameter.${name}`,
  message: `The parameter - ${name} should not be null`,
});

/** Where and what: the first parameters of every tag action. Instances and key pairs only are emulated. */
export const place = {
  RegionId: { ...region, missing: missing('RegionId') },
  ResourceType: {
    type: 'string',
    required: true,
    enum: ['instance', 'keypair'],
    invalid: tagRefusals.typeNotFound,
    missing: missing('ResourceType'),
  },
} as const;

/** What a tag action touches. Source: RAM table of ECS 2014-05-26 TagResources: instances and key pairs by their ids. */
export function touched(regionId: string, resourceType: string, ids?: readonly string[]) {
  return resourceType === 'keypair' ? keyPairs(regionId, ids) : instances(regionId, ids);
}

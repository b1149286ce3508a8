import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { resourceIds, tagKeys } from '../../tags/parameters.ts';
import { removeTags } from '../../tags/tagging.ts';
import { ecsTagRules, missing, place, touched } from '../tag-rules.ts';

/**
 * Takes tags away from up to 50 instances or key pairs: those of the keys, or with `All` every one.
 * Source: ECS 2014-05-26 UntagResources, whose `All` counts only without TagKey.
 */
export const untagResources = defineAction({
  parameters: {
    ...place,
    ResourceId: { ...resourceIds, required: true },
    TagKey: tagKeys,
    All: { type: 'boolean', default: false },
  },
  resources: ({ RegionId, ResourceType, ResourceId }) => touched(RegionId, ResourceType, ResourceId),
  run: (cloud, { RegionId, ResourceType, ResourceId, TagKey, All }) => {
    if (!TagKey && !All) throw new CloudError(missing('Tags'));
    const target = { regionId: RegionId, resourceType: ResourceType, resourceIds: ResourceId };
    removeTags(cloud, ecsTagRules, target, TagKey);
    return {};
  },
});

import { defineAction } from '../../../action/action.ts';
import { readTags } from '../../tags/new-tags.ts';
import { resourceIds, tagsToSet } from '../../tags/parameters.ts';
import { addTags } from '../../tags/tagging.ts';
import { ecsNewTagRules, ecsTagRules, missing, place, touched } from '../tag-rules.ts';

/** Adds up to 20 tags to up to 50 instances or key pairs. Source: ECS 2014-05-26 TagResources. */
export const tagResources = defineAction({
  parameters: {
    ...place,
    ResourceId: { ...resourceIds, required: true },
    Tag: { ...tagsToSet, missing: missing('Tags') },
  },
  resources: ({ RegionId, ResourceType, ResourceId }) => touched(RegionId, ResourceType, ResourceId),
  run: (cloud, { RegionId, ResourceType, ResourceId, Tag }) => {
    const target = { regionId: RegionId, resourceType: ResourceType, resourceIds: ResourceId };
    addTags(cloud, ecsTagRules, target, readTags(Tag, ecsNewTagRules));
    return {};
  },
});

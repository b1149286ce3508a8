import { defineAction } from '../../../action/action.ts';
import { readTags } from '../../tags/new-tags.ts';
import { resourceIds, tagsToSet } from '../../tags/parameters.ts';
import { addTags } from '../../tags/tagging.ts';
import { instances } from '../resources.ts';
import { ensNewTagRules, ensTagRules, resourceType, targetOf } from '../tag-rules.ts';

/** Adds up to 20 tags to up to 50 instances. Source: ENS 2017-11-10 TagResources. */
export const tagResources = defineAction({
  parameters: { ResourceType: resourceType, ResourceId: { ...resourceIds, required: true }, Tag: tagsToSet },
  resources: ({ ResourceId }) => instances(ResourceId),
  run: (cloud, { ResourceId, Tag }) => {
    addTags(cloud, ensTagRules, targetOf(ResourceId), readTags(Tag, ensNewTagRules));
    return {};
  },
});

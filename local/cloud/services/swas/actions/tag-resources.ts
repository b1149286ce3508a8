import { defineAction } from '../../../action/action.ts';
import { readTags } from '../../tags/new-tags.ts';
import { resourceIds, tagsToSet } from '../../tags/parameters.ts';
import { addTags } from '../../tags/tagging.ts';
import { place, swasNewTagRules, swasTagRules, targetOf } from '../tag-rules.ts';

/** Adds up to 20 tags to up to 50 servers. Source: SWAS-OPEN 2020-06-01 TagResources. */
export const tagResources = defineAction({
  idempotent: true,
  parameters: { ...place, ResourceId: { ...resourceIds, required: true }, Tag: tagsToSet },
  run: (cloud, { RegionId, ResourceId, Tag }) => {
    addTags(cloud, swasTagRules, targetOf(RegionId, ResourceId), readTags(Tag, swasNewTagRules));
    return {};
  },
});

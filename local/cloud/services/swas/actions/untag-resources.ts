import { defineAction } from '../../../action/action.ts';
import { resourceIds, tagKeys } from '../../tags/parameters.ts';
import { removeTags } from '../../tags/tagging.ts';
import { place, swasTagRules, targetOf } from '../tag-rules.ts';

/**
 * Takes tags away from up to 50 servers: those of the keys, or with `All` every one. With neither nothing is taken
 * away: "false: does not delete the tags". Source: SWAS-OPEN 2020-06-01 UntagResources.
 */
export const untagResources = defineAction({
  idempotent: true,
  parameters: {
    ...place,
    ResourceId: { ...resourceIds, required: true },
    TagKey: tagKeys,
    All: { type: 'boolean', default: false },
  },
  run: (cloud, { RegionId, ResourceId, TagKey, All }) => {
    removeTags(cloud, swasTagRules, targetOf(RegionId, ResourceId), TagKey ?? (All ? undefined : []));
    return {};
  },
});

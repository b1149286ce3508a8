import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { resourceIds, tagsToMatch } from '../../tags/parameters.ts';
import { listTags } from '../../tags/tagging.ts';
import { ecsTagRules, missing, place, touched } from '../tag-rules.ts';

/**
 * Lists the tags of instances or key pairs, by id, by tag or by both; one of them is needed.
 * Source: ECS 2014-05-26 ListTagResources. Its fuzzy search, TagFilter, is not emulated.
 */
export const listTagResources = defineAction({
  parameters: { ...place, ResourceId: resourceIds, Tag: tagsToMatch, NextToken: { type: 'string' } },
  resources: ({ RegionId, ResourceType, ResourceId }) => touched(RegionId, ResourceType, ResourceId),
  run: (cloud, { RegionId, ResourceType, ResourceId, Tag, NextToken }) => {
    if (!ResourceId && !Tag) throw new CloudError(missing('Tags'));
    const target = { regionId: RegionId, resourceType: ResourceType, resourceIds: ResourceId ?? [] };
    const { rows, nextToken } = listTags(cloud, ecsTagRules, target, { filters: Tag ?? [], token: NextToken });
    const shown = rows.map(({ resourceId, key, value }) => ({
      ResourceId: resourceId,
      ResourceType,
      TagKey: key,
      TagValue: value,
    }));
    return { NextToken: nextToken, TagResources: { TagResource: shown } };
  },
});

import { defineAction } from '../../../action/action.ts';
import { resourceIds, tagsToMatch } from '../../tags/parameters.ts';
import { listTags } from '../../tags/tagging.ts';
import { instances } from '../resources.ts';
import { ensTagRules, resourceType, targetOf } from '../tag-rules.ts';

/**
 * Lists the tags of instances in a flat list. Source: ENS 2017-11-10 ListTagResources. Choice: without ids and tags
 * those of all instances are listed; the parameters are optional, and nothing says that one is needed.
 */
export const listTagResources = defineAction({
  parameters: { ResourceType: resourceType, ResourceId: resourceIds, Tag: tagsToMatch, NextToken: { type: 'string' } },
  resources: ({ ResourceId }) => instances(ResourceId),
  run: (cloud, { ResourceType, ResourceId, Tag, NextToken }) => {
    const how = { filters: Tag ?? [], token: NextToken };
    const { rows, nextToken } = listTags(cloud, ensTagRules, targetOf(ResourceId), how);
    const shown = rows.map(({ resourceId, key, value }) => ({
      ResourceId: resourceId,
      ResourceType,
      TagKey: key,
      TagValue: value,
    }));
    return { NextToken: nextToken, TagResources: shown };
  },
});

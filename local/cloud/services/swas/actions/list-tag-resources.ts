import { defineAction } from '../../../action/action.ts';
import { resourceIds, tagsToMatch } from '../../tags/parameters.ts';
import { listTags } from '../../tags/tagging.ts';
import { place, swasTagRules, targetOf } from '../tag-rules.ts';

/**
 * Lists the tags of servers, wrapped unlike SWAS's other lists; the resource type comes back in another form than it
 * is asked for. Source: SWAS-OPEN 2020-06-01 ListTagResources. Choice: without ids and tags those of all servers are
 * listed; the parameters are optional, and nothing says that one is needed.
 */
export const listTagResources = defineAction({
  idempotent: true,
  parameters: { ...place, ResourceId: resourceIds, Tag: tagsToMatch, NextToken: { type: 'string' } },
  run: (cloud, { RegionId, ResourceId, Tag, NextToken }) => {
    const how = { filters: Tag ?? [], token: NextToken };
    const { rows, nextToken } = listTags(cloud, swasTagRules, targetOf(RegionId, ResourceId), how);
    const shown = rows.map(({ resourceId, key, value }) => ({
      ResourceId: resourceId,
      ResourceType: 'ALIYUN::SWAS::INSTANCE',
      TagKey: key,
      TagValue: value,
    }));
    return { NextToken: nextToken, TagResources: { TagResource: shown } };
  },
});

import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { resourceIds, tagKeys } from '../../tags/parameters.ts';
import { removeTags } from '../../tags/tagging.ts';
import { ensDialect } from '../dialect.ts';
import { instances } from '../resources.ts';
import { ensTagRules, resourceType, targetOf } from '../tag-rules.ts';

/** Takes tags away from up to 50 instances: those of the keys, or with `All` every one. Source: ENS 2017-11-10 UntagResources. */
export const untagResources = defineAction({
  parameters: {
    ResourceType: resourceType,
    ResourceId: { ...resourceIds, required: true },
    TagKey: tagKeys,
    All: { type: 'boolean', default: false },
  },
  resources: ({ ResourceId }) => instances(ResourceId),
  run: (cloud, { ResourceId, TagKey, All }) => {
    if (!TagKey && !All) throw new CloudError(ensDialect.missing('TagKey'));
    removeTags(cloud, ensTagRules, targetOf(ResourceId), TagKey);
    return {};
  },
});

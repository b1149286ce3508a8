import { defineAction } from '../action.ts';
import { matchesPattern, matchesTags, pageOf } from '../model/filters.ts';
import type { Instance } from '../model/instance.ts';
import { showInstance } from './instance-view.ts';

/**
 * Lists instances of all edge regions, by page number only; there is no key pair filter. `Code` 0 is success.
 * `InstanceIds=[]` is a filter that matches nothing. Source: ENS 2017-11-10 DescribeInstances.
 */
export const describeInstances = defineAction({
  parameters: {
    InstanceIds: { type: 'json-array', minItems: 0, maxItems: 100 },
    InstanceId: { type: 'string' },
    EnsRegionId: { type: 'string' },
    EnsRegionIds: { type: 'json-array', minItems: 0, maxItems: 100 },
    Status: { type: 'string', enum: ['Running', 'Stopped', 'Expired'] },
    InstanceName: { type: 'string' },
    Tags: { type: 'json-tags', maxItems: 20 },
    PageNumber: { type: 'integer', min: 1, default: 1 },
    PageSize: { type: 'integer', min: 1, max: 100, default: 10 },
  },
  run: (cloud, { PageNumber, PageSize, ...filter }) => {
    const ids = filter.InstanceIds ?? (filter.InstanceId === undefined ? undefined : [filter.InstanceId]);
    const asked = ids?.map((id) => cloud.instances.find('ens', undefined, id)).filter((found) => found !== undefined);
    const found = (asked ?? cloud.instances.list('ens')).filter(isWanted(filter));
    const withTags = cloud.settings.tagsInEnsInstances === 'present';
    const shown = pageOf(found, PageNumber, PageSize).map((instance) => showInstance(instance, withTags));
    return { Code: 0, PageNumber, PageSize, TotalCount: found.length, Instances: { Instance: shown } };
  },
});

interface Filter {
  EnsRegionId: string | undefined;
  EnsRegionIds: readonly string[] | undefined;
  Status: string | undefined;
  InstanceName: string | undefined;
  Tags: Parameters<typeof matchesTags>[1] | undefined;
}

function isWanted(filter: Filter): (instance: Instance) => boolean {
  const named = matchesPattern(filter.InstanceName ?? '*');
  return ({ regionId, status, instanceName, tags }) =>
    named(instanceName) &&
    (filter.EnsRegionId ?? regionId) === regionId &&
    (filter.EnsRegionIds?.includes(regionId) ?? true) &&
    (filter.Status ?? status) === status &&
    matchesTags(tags, filter.Tags);
}

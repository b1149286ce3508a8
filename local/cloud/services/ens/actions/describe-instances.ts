import { defineAction } from '../../../action/action.ts';
import { matchesTags, named, pageOf, select, when } from '../../../model/filters.ts';
import { filterParameters, testsFor } from '../instance-filter.ts';
import { showInstance } from '../instance-view.ts';
import { instances } from '../resources.ts';

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
    ...filterParameters,
    PageNumber: { type: 'integer', min: 1, default: 1 },
    PageSize: { type: 'integer', min: 1, max: 100, default: 10 },
  },
  resources: (filter) => instances(idsIn(filter)),
  run: (cloud, { PageNumber, PageSize, ...filter }) => {
    const ids = idsIn(filter);
    const candidates = ids ? cloud.instances.findAll('ens', undefined, ids) : cloud.instances.list('ens');
    const found = select(candidates, [
      when(filter.EnsRegionId, ({ regionId }, wanted) => regionId === wanted),
      when(filter.EnsRegionIds, ({ regionId }, wanted) => wanted.includes(regionId)),
      when(filter.Status, ({ status }, wanted) => status === wanted),
      when(filter.Tags, ({ tags }, wanted) => matchesTags(tags, wanted)),
      named(filter.InstanceName, ({ instanceName }) => instanceName),
      ...testsFor(filter),
    ]);
    const withTags = cloud.settings.tagsInEnsInstances === 'present';
    const shown = pageOf(found, PageNumber, PageSize).map((instance) => showInstance(instance, withTags));
    return { Code: 0, PageNumber, PageSize, TotalCount: found.length, Instances: { Instance: shown } };
  },
});

function idsIn({
  InstanceIds,
  InstanceId,
}: {
  InstanceIds?: readonly string[] | undefined;
  InstanceId?: string | undefined;
}) {
  return InstanceIds ?? (InstanceId === undefined ? undefined : [InstanceId]);
}

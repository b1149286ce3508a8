import { defineAction } from '../../../action/action.ts';
import { pageOf } from '../../../model/filters.ts';
import { region } from '../parameters.ts';
import { swasRefusals } from '../refusals.ts';
import { bareInstances } from '../resources.ts';

/** Power states only. Source: SWAS-OPEN 2020-06-01 ListInstanceStatus. Choice: pages of 10, at most 100. */
export const listInstanceStatus = defineAction({
  parameters: {
    RegionId: region,
    InstanceIds: { type: 'json-array', minItems: 0, maxItems: 100, invalid: swasRefusals.instanceIdsNotSupported },
    PageNumber: { type: 'integer', min: 1, default: 1 },
    PageSize: { type: 'integer', min: 1, max: 100, default: 10 },
  },
  resources: ({ RegionId, InstanceIds }) => bareInstances(RegionId, InstanceIds),
  run: (cloud, { RegionId, InstanceIds, PageNumber, PageSize }) => {
    const found = InstanceIds
      ? cloud.instances.findAll('swas', RegionId, InstanceIds)
      : cloud.instances.list('swas', RegionId);
    const rows = pageOf(found, PageNumber, PageSize).map(({ instanceId, status }) => ({
      InstanceId: instanceId,
      Status: status,
    }));
    return { PageNumber, PageSize, TotalCount: found.length, InstanceStatuses: rows };
  },
});

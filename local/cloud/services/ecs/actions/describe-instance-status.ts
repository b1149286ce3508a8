import { defineAction } from '../../../action/action.ts';
import { pageOf, select, when } from '../../../model/filters.ts';
import { placeOf } from '../instance-view.ts';
import { region } from '../parameters.ts';
import { instances } from '../resources.ts';

/**
 * Power states only, 10 a page unless asked otherwise, 50 at most; up to 100 ids as `InstanceId.N`.
 * Source: ECS 2014-05-26 DescribeInstanceStatus. Choice: unknown ids are just not there, as in DescribeInstances.
 */
export const describeInstanceStatus = defineAction({
  parameters: {
    RegionId: region,
    InstanceId: { type: 'repeat-list', maxItems: 100 },
    ZoneId: { type: 'string' },
    PageNumber: { type: 'integer', min: 1, default: 1 },
    PageSize: { type: 'integer', min: 1, max: 50, default: 10 },
  },
  resources: ({ RegionId }) => instances(RegionId),
  run: (cloud, { RegionId, InstanceId, ZoneId, PageNumber, PageSize }) => {
    const candidates = InstanceId
      ? cloud.instances.findAll('ecs', RegionId, InstanceId)
      : cloud.instances.list('ecs', RegionId);
    const found = select(candidates, [when(ZoneId, (instance, zone) => placeOf(instance).ZoneId === zone)]);
    const rows = pageOf(found, PageNumber, PageSize).map(({ instanceId, status }) => ({
      InstanceId: instanceId,
      Status: status,
    }));
    return { PageNumber, PageSize, TotalCount: found.length, InstanceStatuses: { InstanceStatus: rows } };
  },
});

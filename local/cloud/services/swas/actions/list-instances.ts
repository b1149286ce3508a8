import { defineAction } from '../../../action/action.ts';
import { matchesTags, named, pageOf, select, when } from '../../../model/filters.ts';
import { statuses } from '../../../model/instance.ts';
import { chargeType, showInstance } from '../instance-view.ts';
import { region } from '../parameters.ts';
import { swasRefusals } from '../refusals.ts';
import { instances } from '../resources.ts';

/**
 * Lists servers; the key pair is not among their fields. InstanceIds is one JSON string here, where the key pair
 * actions repeat it. Source: SWAS-OPEN 2020-06-01 ListInstances.
 */
export const listInstances = defineAction({
  parameters: {
    RegionId: region,
    InstanceIds: { type: 'json-array', minItems: 0, maxItems: 100, invalid: swasRefusals.instanceIdsNotSupported },
    InstanceName: { type: 'string' },
    PublicIpAddresses: { type: 'json-array', minItems: 0, maxItems: 100 },
    Status: { type: 'string', enum: statuses.swas },
    Tag: { type: 'tags', maxItems: 20 },
    ChargeType: { type: 'string' },
    ResourceGroupId: { type: 'string' },
    PageNumber: { type: 'integer', min: 1, default: 1 },
    PageSize: { type: 'integer', min: 1, max: 100, default: 10 },
  },
  resources: ({ RegionId, InstanceIds }) => instances(RegionId, InstanceIds),
  run: (cloud, { RegionId, PageNumber, PageSize, ...filter }) => {
    const candidates = filter.InstanceIds
      ? cloud.instances.findAll('swas', RegionId, filter.InstanceIds)
      : cloud.instances.list('swas', RegionId);
    const found = select(candidates, [
      when(filter.Status, ({ status }, wanted) => status === wanted),
      when(filter.PublicIpAddresses, ({ publicIpAddress }, wanted) => wanted.includes(publicIpAddress)),
      when(filter.Tag, ({ tags }, wanted) => matchesTags(tags, wanted)),
      when(filter.ChargeType, (_, wanted) => wanted === chargeType),
      when(filter.ResourceGroupId, ({ placement }, wanted) => placement.resourceGroupId === wanted),
      named(filter.InstanceName, ({ instanceName }) => instanceName),
    ]);
    const shown = pageOf(found, PageNumber, PageSize).map(showInstance);
    return { PageNumber, PageSize, TotalCount: found.length, Instances: shown };
  },
});

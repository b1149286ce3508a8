import { defineAction } from '../../../action/action.ts';
import { pageOf, select, when } from '../../../model/filters.ts';
import type { ScalingConfiguration } from '../../../model/scaling-configurations.ts';
import { toMinutes } from '../../../model/time.ts';

/**
 * The scaling configurations of a region, of one group or of all. Source: Ess 2022-02-22 DescribeScalingConfigurations:
 * page numbers, 50 a page at most; its lists are flat. Choice: what a configuration does not say is left out.
 */
export const describeScalingConfigurations = defineAction({
  parameters: {
    RegionId: { type: 'string', required: true },
    ScalingGroupId: { type: 'string' },
    ScalingConfigurationIds: { type: 'repeat-list', maxItems: 10 },
    ScalingConfigurationNames: { type: 'repeat-list', maxItems: 10 },
    PageNumber: { type: 'integer', min: 1, default: 1 },
    PageSize: { type: 'integer', min: 1, max: 50, default: 10 },
  },
  run: (cloud, { RegionId, PageNumber, PageSize, ...filter }) => {
    const found = select(cloud.scalingConfigurations.list(), [
      ({ regionId }) => regionId === RegionId,
      when(filter.ScalingGroupId, ({ scalingGroupId }, id) => scalingGroupId === id),
      when(filter.ScalingConfigurationIds, ({ scalingConfigurationId }, ids) => ids.includes(scalingConfigurationId)),
      when(filter.ScalingConfigurationNames, ({ scalingConfigurationName }, names) =>
        names.includes(scalingConfigurationName),
      ),
    ]);
    const page = pageOf(found, PageNumber, PageSize).map(show);
    return { PageNumber, PageSize, TotalCount: found.length, ScalingConfigurations: page };
  },
});

/** Choice: always inactive, because groups are not kept. */
function show(configuration: ScalingConfiguration) {
  return {
    ScalingConfigurationId: configuration.scalingConfigurationId,
    ScalingConfigurationName: configuration.scalingConfigurationName,
    ScalingGroupId: configuration.scalingGroupId,
    KeyPairName: configuration.keyPairName,
    ImageId: configuration.imageId,
    InstanceType: configuration.instanceType,
    LifecycleState: 'Inactive',
    CreationTime: toMinutes(configuration.createdMs),
  };
}

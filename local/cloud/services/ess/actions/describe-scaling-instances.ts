import { defineAction } from '../../../action/action.ts';
import { pageOf, select, when } from '../../../model/filters.ts';
import { lifecycleStates, type ScalingMember } from '../../../model/scaling-groups.ts';

/**
 * The members of one scaling group or of all of a region. Source: Ess 2022-02-22 DescribeScalingInstances: 100 a page at
 * most, a flat list, ids that are in no group ignored; 2014-08-28 for 20 ids at most.
 */
export const describeScalingInstances = defineAction({
  parameters: {
    RegionId: { type: 'string', required: true },
    ScalingGroupId: { type: 'string' },
    InstanceIds: { type: 'repeat-list', maxItems: 20 },
    HealthStatus: { type: 'string', enum: ['Healthy', 'Unhealthy'] },
    LifecycleState: { type: 'string', enum: lifecycleStates },
    LifecycleStates: { type: 'repeat-list' },
    PageNumber: { type: 'integer', min: 1, default: 1 },
    PageSize: { type: 'integer', min: 1, max: 100, default: 10 },
  },
  run: (cloud, { RegionId, PageNumber, PageSize, ...filter }) => {
    const found = select(cloud.scalingGroups.members(), [
      ({ instance }) => instance.regionId === RegionId,
      when(filter.ScalingGroupId, ({ scalingGroupId }, id) => scalingGroupId === id),
      when(filter.InstanceIds, ({ instance }, ids) => ids.includes(instance.instanceId)),
      when(filter.HealthStatus, ({ healthStatus }, status) => healthStatus === status),
      when(filter.LifecycleState, ({ lifecycleState }, state) => lifecycleState === state),
      when(filter.LifecycleStates, ({ lifecycleState }, states) => states.includes(lifecycleState)),
    ]);
    const page = pageOf(found, PageNumber, PageSize).map(show);
    return { PageNumber, PageSize, TotalCount: found.length, TotalSpotCount: 0, ScalingInstances: page };
  },
});

/** Choice: made by the group, and of no configuration that is known. */
function show({ instance, scalingGroupId, lifecycleState, healthStatus }: ScalingMember) {
  return {
    InstanceId: instance.instanceId,
    ScalingGroupId: scalingGroupId,
    LifecycleState: lifecycleState,
    HealthStatus: healthStatus,
    CreationType: 'AutoCreated',
    WarmupState: 'NoNeedWarmup',
  };
}

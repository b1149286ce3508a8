import { defineAction } from '../../../action/action.ts';
import { pageAfter } from '../../../action/page-token.ts';
import type { LifecycleAction } from '../../../model/lifecycle-actions.ts';
import { isIn, scalingGroup } from '../resources.ts';

/** The lifecycle actions of a scaling activity. Source: Ess 2022-02-22 DescribeLifecycleActions; its lists are flat. */
export const describeLifecycleActions = defineAction({
  parameters: {
    RegionId: { type: 'string' },
    ScalingActivityId: { type: 'string', required: true },
    LifecycleActionStatus: { type: 'string', pattern: /^(Pending|Timeout|Completed)$/ },
    NextToken: { type: 'string' },
    MaxResults: { type: 'integer', min: 1, max: 50, default: 10 },
  },
  resources: ({ RegionId, ScalingActivityId }, cloud) =>
    scalingGroup(
      RegionId,
      cloud.lifecycleActions.list().find(({ scalingActivityId }) => scalingActivityId === ScalingActivityId),
    ),
  run: (cloud, { RegionId, ScalingActivityId, LifecycleActionStatus, NextToken, MaxResults }) => {
    const found = cloud.lifecycleActions
      .list()
      .filter(({ regionId, scalingActivityId }) => isIn(regionId, RegionId) && scalingActivityId === ScalingActivityId)
      .filter(({ status }) => LifecycleActionStatus === undefined || status === LifecycleActionStatus);
    const { items, nextToken } = pageAfter(found, NextToken, MaxResults);
    return { TotalCount: found.length, MaxResults, NextToken: nextToken, LifecycleActions: items.map(show) };
  },
});

function show({ lifecycleHookId, lifecycleActionToken, status, result, instanceIds }: LifecycleAction) {
  return {
    LifecycleHookId: lifecycleHookId,
    LifecycleActionToken: lifecycleActionToken,
    LifecycleActionStatus: status,
    LifecycleActionResult: result,
    InstanceIds: instanceIds,
  };
}

import type { ParameterSpecification } from '../../action/parameters/specification.ts';
import { CloudError } from '../../action/refusal.ts';
import type { Cloud } from '../../model/cloud.ts';
import type { LifecycleState } from '../../model/scaling-groups.ts';
import { incorrectLifecycleState, noSuchGroup, noSuchInstance } from './dialect.ts';
import { regionOfGroup, scalingGroup } from './resources.ts';

/** Source: Ess 2022-02-22 ExitStandby for 20 ids; choice: EnterStandby, which says nothing, takes as many. */
export const standbyParameters = {
  ScalingGroupId: { type: 'string', required: true },
  InstanceIds: { type: 'repeat-list', required: true, maxItems: 20 },
  ClientToken: { type: 'string', maxLength: 64 },
  Async: { type: 'boolean', default: false },
} as const satisfies Record<string, ParameterSpecification>;

interface StandbyRequest {
  readonly ScalingGroupId: string;
  readonly InstanceIds: readonly string[];
}

/** Source: "RAM authorization" of 2022-02-22: both operations are on a ScalingGroup. */
export function groupOf(cloud: Cloud, { ScalingGroupId: scalingGroupId }: StandbyRequest) {
  return scalingGroup(undefined, { regionId: regionOfGroup(cloud, scalingGroupId), scalingGroupId });
}

/** Brings members from one state to another: all, or none when one of them may not. Choice: synchronous or not is the same. */
export function changeLifecycle(
  cloud: Cloud,
  { ScalingGroupId, InstanceIds }: StandbyRequest,
  [from, to]: readonly [LifecycleState, LifecycleState],
) {
  const members = cloud.scalingGroups.members().filter(({ scalingGroupId }) => scalingGroupId === ScalingGroupId);
  if (members.length === 0) throw new CloudError(noSuchGroup);
  const named = [...new Set(InstanceIds)].map((id) => {
    const member = members.find(({ instance }) => instance.instanceId === id);
    if (!member) throw new CloudError(noSuchInstance(id));
    if (member.lifecycleState !== from) throw new CloudError(incorrectLifecycleState(id));
    return member;
  });
  cloud.scalingGroups.bring(named, to);
  return { ScalingActivityId: cloud.ids.scalingActivityId() };
}

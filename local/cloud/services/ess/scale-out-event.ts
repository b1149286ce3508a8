import { cloudEvent, type Origin } from '../../events/envelope.ts';
import type { CloudEvent } from '../../events/event.ts';
import type { LifecycleAction } from '../../model/lifecycle-actions.ts';

/**
 * `ess:LifecycleHook:ScaleOut`. Source: EventBridge "Auto Scaling events" for the type; choice: no sample of the data is
 * published, so the fields are those of the notification content of lifecycle hooks, and the source is named like others.
 */
export function scaleOutEvent(origin: Origin, action: LifecycleAction): CloudEvent {
  const { regionId, scalingGroupId, scalingActivityId, lifecycleHookId, lifecycleActionToken, instanceIds } = action;
  return cloudEvent(origin, {
    source: 'acs.ess',
    type: 'ess:LifecycleHook:ScaleOut',
    subject: `acs:ess:${regionId}:${origin.accountId}:scalinggroup/${scalingGroupId}`,
    regionId,
    data: {
      lifecycleTransition: 'SCALE_OUT',
      lifecycleHookId,
      lifecycleActionToken,
      scalingGroupId,
      scalingActivityId,
      instanceIds,
    },
  });
}

import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { flag, instanceId } from '../power-rules.ts';
import { ecsRefusals } from '../refusals.ts';
import { instanceAlone } from '../resources.ts';

/**
 * Releases a stopped instance, or with Force a running one too, with all that was in it. Source: ECS 2014-05-26
 * DeleteInstance. Choices: an instance that is starting or stopping is refused without Force, as a running one is; one
 * charged in advance needs TerminateSubscription.
 */
export const deleteInstance = defineAction({
  parameters: { InstanceId: instanceId, Force: flag, TerminateSubscription: flag, DryRun: flag },
  resources: ({ InstanceId }, cloud) => instanceAlone(cloud, InstanceId),
  run: async (cloud, { InstanceId, Force, TerminateSubscription, DryRun }) => {
    const instance = cloud.instances.find('ecs', undefined, InstanceId);
    if (!instance) throw new CloudError(ecsRefusals.instanceNotFound);
    if (instance.status !== 'Stopped' && !Force) throw new CloudError(ecsRefusals.incorrectStatus);
    const isPrepaid = instance.placement.chargeType === 'PrePaid';
    if (isPrepaid && !TerminateSubscription) throw new CloudError(ecsRefusals.chargeTypeViolation);
    if (DryRun) throw new CloudError(ecsRefusals.dryRunOperation);
    await cloud.release(instance);
    return {};
  },
});

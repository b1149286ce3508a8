import { defineAction } from '../../../action/action.ts';
import { changeOne, flag, instanceId } from '../power-rules.ts';
import { instanceAlone } from '../resources.ts';

/** Restarts a running instance. Its force flag is ForceStop here. Source: ECS 2014-05-26 RebootInstance. */
export const rebootInstance = defineAction({
  parameters: { InstanceId: instanceId, ForceStop: flag, DryRun: flag },
  resources: ({ InstanceId }, cloud) => instanceAlone(cloud, InstanceId),
  run: (cloud, { InstanceId, ForceStop, DryRun }) =>
    changeOne(cloud, { operation: 'reboot', instanceId: InstanceId, force: ForceStop, isDryRun: DryRun }),
});

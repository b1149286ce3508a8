import { defineAction } from '../../../action/action.ts';
import { stoppedMode } from '../parameters.ts';
import { changeOne, flag, instanceId } from '../power-rules.ts';
import { instanceAlone } from '../resources.ts';

/**
 * Stops a running instance: Stopping, then Stopped. Source: ECS 2014-05-26 StopInstance.
 * Choice: StoppedMode and Hibernate are checked and change nothing; the instance keeps its addresses.
 */
export const stopInstance = defineAction({
  parameters: {
    InstanceId: instanceId,
    ForceStop: flag,
    StoppedMode: stoppedMode,
    ConfirmStop: flag,
    Hibernate: flag,
    DryRun: flag,
  },
  resources: ({ InstanceId }, cloud) => instanceAlone(cloud, InstanceId),
  run: (cloud, { InstanceId, ForceStop, DryRun }) =>
    changeOne(cloud, { operation: 'stop', instanceId: InstanceId, force: ForceStop, isDryRun: DryRun }),
});

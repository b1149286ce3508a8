import { defineAction } from '../../../action/action.ts';
import { changeOne, flag, instanceId } from '../power-rules.ts';
import { instanceAlone } from '../resources.ts';

/** Starts a stopped instance: Starting, then Running. Source: ECS 2014-05-26 StartInstance. */
export const startInstance = defineAction({
  parameters: { InstanceId: instanceId, InitLocalDisk: flag, DryRun: flag },
  resources: ({ InstanceId }, cloud) => instanceAlone(cloud, InstanceId),
  run: (cloud, { InstanceId, DryRun }) =>
    changeOne(cloud, { operation: 'start', instanceId: InstanceId, isDryRun: DryRun }),
});

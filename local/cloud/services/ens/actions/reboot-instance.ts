import { defineAction } from '../../../action/action.ts';
import { changeOne, forceStop, instanceId } from '../power-rules.ts';
import { instances } from '../resources.ts';

/** Restarts a running instance. Source: ENS 2017-11-10 RebootInstance. */
export const rebootInstance = defineAction({
  parameters: { InstanceId: instanceId, ForceStop: forceStop },
  resources: ({ InstanceId }) => instances([InstanceId]),
  run: (cloud, { InstanceId, ForceStop }) =>
    changeOne(cloud, InstanceId, { operation: 'reboot', force: ForceStop === 'true' }),
});

import { defineAction } from '../action.ts';
import { changeOne, forceStop, instanceId } from './power-rules.ts';

/** Restarts a running instance. Source: ENS 2017-11-10 RebootInstance. */
export const rebootInstance = defineAction({
  parameters: { InstanceId: instanceId, ForceStop: forceStop },
  run: (cloud, { InstanceId, ForceStop }) =>
    changeOne(cloud, InstanceId, { operation: 'reboot', force: ForceStop === 'true' }),
});

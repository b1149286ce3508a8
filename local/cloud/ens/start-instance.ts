import { defineAction } from '../action.ts';
import { changeOne, instanceId } from './power-rules.ts';

/** Starts a stopped instance. Source: ENS 2017-11-10 StartInstance. */
export const startInstance = defineAction({
  parameters: { InstanceId: instanceId },
  run: (cloud, { InstanceId }) => changeOne(cloud, InstanceId, { operation: 'start' }),
});

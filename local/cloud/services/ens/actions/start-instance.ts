import { defineAction } from '../../../action/action.ts';
import { changeOne, instanceId } from '../power-rules.ts';
import { instances } from '../resources.ts';

/** Starts a stopped instance. Source: ENS 2017-11-10 StartInstance. */
export const startInstance = defineAction({
  parameters: { InstanceId: instanceId },
  resources: ({ InstanceId }) => instances([InstanceId]),
  run: (cloud, { InstanceId }) => changeOne(cloud, InstanceId, { operation: 'start' }),
});

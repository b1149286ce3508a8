import { defineAction } from '../../../action/action.ts';
import { changeMany, commaIds } from '../power-rules.ts';
import { instances } from '../resources.ts';

/** Stops running instances; without force. Source: ENS 2017-11-10 StopInstances, which is in the SDK only and in no document. */
export const stopInstances = defineAction({
  parameters: { InstanceIds: commaIds },
  resources: ({ InstanceIds }) => instances(InstanceIds),
  run: (cloud, { InstanceIds }) => changeMany(cloud, InstanceIds, 'stop'),
});

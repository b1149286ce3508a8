import { defineAction } from '../../../action/action.ts';
import { changeMany, commaIds } from '../power-rules.ts';
import { instances } from '../resources.ts';

/** Restarts running instances; without force. Source: ENS 2017-11-10 RebootInstances, which is in the SDK only and in no document. */
export const rebootInstances = defineAction({
  parameters: { InstanceIds: commaIds },
  resources: ({ InstanceIds }) => instances(InstanceIds),
  run: (cloud, { InstanceIds }) => changeMany(cloud, InstanceIds, 'reboot'),
});

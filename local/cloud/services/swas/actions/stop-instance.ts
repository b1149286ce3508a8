import { defineAction } from '../../../action/action.ts';
import { clientToken, region } from '../parameters.ts';
import { changeOne, instanceId } from '../power-rules.ts';
import { instances } from '../resources.ts';

/** Stops a running instance; it takes no force flag. Source: SWAS-OPEN 2020-06-01 StopInstance. */
export const stopInstance = defineAction({
  idempotent: true,
  parameters: { RegionId: region, InstanceId: instanceId, ClientToken: clientToken },
  resources: ({ RegionId, InstanceId }) => instances(RegionId, [InstanceId]),
  run: (cloud, { RegionId, InstanceId }) => changeOne(cloud, 'stop', RegionId, InstanceId),
});

import { defineAction } from '../../../action/action.ts';
import { clientToken, region } from '../parameters.ts';
import { changeMany, flag, jsonInstanceIds } from '../power-rules.ts';
import { bareInstances } from '../resources.ts';

/** Stops running servers, up to 100: all or none. Source: SWAS-OPEN 2020-06-01 StopInstances. */
export const stopInstances = defineAction({
  idempotent: true,
  parameters: { RegionId: region, InstanceIds: jsonInstanceIds, ForceStop: flag, ClientToken: clientToken },
  resources: ({ RegionId, InstanceIds }) => bareInstances(RegionId, InstanceIds),
  run: (cloud, { RegionId, InstanceIds, ForceStop }) =>
    changeMany(cloud, { operation: 'stop', regionId: RegionId, instanceIds: InstanceIds, force: ForceStop }),
});

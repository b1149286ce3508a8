import { defineAction } from '../../../action/action.ts';
import { clientToken, region } from '../parameters.ts';
import { changeMany, jsonInstanceIds } from '../power-rules.ts';
import { bareInstances } from '../resources.ts';

/** Starts stopped servers, up to 100: all or none. Source: SWAS-OPEN 2020-06-01 StartInstances. */
export const startInstances = defineAction({
  idempotent: true,
  parameters: { RegionId: region, InstanceIds: jsonInstanceIds, ClientToken: clientToken },
  resources: ({ RegionId, InstanceIds }) => bareInstances(RegionId, InstanceIds),
  run: (cloud, { RegionId, InstanceIds }) =>
    changeMany(cloud, { operation: 'start', regionId: RegionId, instanceIds: InstanceIds }),
});

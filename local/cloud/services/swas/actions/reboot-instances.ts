import { defineAction } from '../../../action/action.ts';
import { clientToken, region } from '../parameters.ts';
import { changeMany, flag, jsonInstanceIds } from '../power-rules.ts';
import { bareInstances } from '../resources.ts';

/** Restarts running servers, up to 100: all or none. Source: SWAS-OPEN 2020-06-01 RebootInstances. */
export const rebootInstances = defineAction({
  idempotent: true,
  parameters: { RegionId: region, InstanceIds: jsonInstanceIds, ForceReboot: flag, ClientToken: clientToken },
  resources: ({ RegionId, InstanceIds }) => bareInstances(RegionId, InstanceIds),
  run: (cloud, { RegionId, InstanceIds, ForceReboot }) =>
    changeMany(cloud, { operation: 'reboot', regionId: RegionId, instanceIds: InstanceIds, force: ForceReboot }),
});

import { defineAction } from '../../../action/action.ts';
import { region } from '../parameters.ts';
import { batch, changeMany, flag } from '../power-rules.ts';
import { instances } from '../resources.ts';

/** Restarts up to 100 running instances. Its force flag is ForceReboot here. Source: ECS 2014-05-26 RebootInstances. */
export const rebootInstances = defineAction({
  parameters: { RegionId: region, ...batch, ForceReboot: flag },
  resources: ({ RegionId, InstanceId }) => instances(RegionId, InstanceId),
  run: (cloud, { RegionId, InstanceId, BatchOptimization, DryRun, ForceReboot }) =>
    changeMany(cloud, {
      operation: 'reboot',
      regionId: RegionId,
      instanceIds: InstanceId,
      force: ForceReboot,
      optimization: BatchOptimization,
      isDryRun: DryRun,
    }),
});

import { defineAction } from '../../../action/action.ts';
import { region, stoppedMode } from '../parameters.ts';
import { batch, changeMany, flag } from '../power-rules.ts';
import { instances } from '../resources.ts';

/** Stops up to 100 running instances. Source: ECS 2014-05-26 StopInstances. Choice: StoppedMode changes nothing. */
export const stopInstances = defineAction({
  parameters: { RegionId: region, ...batch, ForceStop: flag, StoppedMode: stoppedMode },
  resources: ({ RegionId, InstanceId }) => instances(RegionId, InstanceId),
  run: (cloud, { RegionId, InstanceId, BatchOptimization, DryRun, ForceStop }) =>
    changeMany(cloud, {
      operation: 'stop',
      regionId: RegionId,
      instanceIds: InstanceId,
      force: ForceStop,
      optimization: BatchOptimization,
      isDryRun: DryRun,
    }),
});

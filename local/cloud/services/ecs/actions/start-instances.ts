import { defineAction } from '../../../action/action.ts';
import { region } from '../parameters.ts';
import { batch, changeMany } from '../power-rules.ts';
import { instances } from '../resources.ts';

/** Starts up to 100 stopped instances. Source: ECS 2014-05-26 StartInstances. */
export const startInstances = defineAction({
  parameters: { RegionId: region, ...batch },
  resources: ({ RegionId, InstanceId }) => instances(RegionId, InstanceId),
  run: (cloud, { RegionId, InstanceId, BatchOptimization, DryRun }) =>
    changeMany(cloud, {
      operation: 'start',
      regionId: RegionId,
      instanceIds: InstanceId,
      optimization: BatchOptimization,
      isDryRun: DryRun,
    }),
});

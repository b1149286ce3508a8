import { defineAction } from '../action.ts';
import { region } from './parameters.ts';
import { batch, changeMany } from './power-rules.ts';

/** Starts up to 100 stopped instances. Source: ECS 2014-05-26 StartInstances. */
export const startInstances = defineAction({
  parameters: { RegionId: region, ...batch },
  run: (cloud, { RegionId, InstanceId, BatchOptimization, DryRun }) =>
    changeMany(cloud, {
      operation: 'start',
      regionId: RegionId,
      instanceIds: InstanceId,
      optimization: BatchOptimization,
      isDryRun: DryRun,
    }),
});

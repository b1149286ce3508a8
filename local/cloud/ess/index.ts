import type { Product } from '../product.ts';
import { completeLifecycleAction } from './complete-lifecycle-action.ts';
import { createScalingConfiguration } from './create-scaling-configuration.ts';
import { deleteScalingConfiguration } from './delete-scaling-configuration.ts';
import { describeLifecycleActions } from './describe-lifecycle-actions.ts';
import { describeScalingConfigurations } from './describe-scaling-configurations.ts';
import { essDialect } from './dialect.ts';

/** Auto Scaling, API version 2022-02-22: the part of lifecycle hooks that a function plays, and scaling configurations. */
export const ess: Product = {
  name: 'ess',
  version: '2022-02-22',
  ramCode: 'ess',
  dialect: essDialect,
  actions: {
    CompleteLifecycleAction: completeLifecycleAction,
    CreateScalingConfiguration: createScalingConfiguration,
    DeleteScalingConfiguration: deleteScalingConfiguration,
    DescribeLifecycleActions: describeLifecycleActions,
    DescribeScalingConfigurations: describeScalingConfigurations,
  },
};

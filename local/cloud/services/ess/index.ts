import type { Product } from '../../action/product.ts';
import { completeLifecycleAction } from './actions/complete-lifecycle-action.ts';
import { createScalingConfiguration } from './actions/create-scaling-configuration.ts';
import { deleteScalingConfiguration } from './actions/delete-scaling-configuration.ts';
import { describeLifecycleActions } from './actions/describe-lifecycle-actions.ts';
import { describeScalingConfigurations } from './actions/describe-scaling-configurations.ts';
import { describeScalingInstances } from './actions/describe-scaling-instances.ts';
import { enterStandby } from './actions/enter-standby.ts';
import { exitStandby } from './actions/exit-standby.ts';
import { essDialect } from './dialect.ts';
import { essLeftOut } from './left-out.ts';
import { regionInHost } from './resources.ts';
import { in2014 } from './version-2014.ts';

/** Auto Scaling, API version 2022-02-22: what a function does of lifecycle hooks, scaling configurations, and standby. */
export const ess: Product = {
  name: 'ess',
  version: '2022-02-22',
  ramCode: 'ess',
  dialect: essDialect,
  leftOut: essLeftOut,
  regionInHost,
  actions: {
    CompleteLifecycleAction: completeLifecycleAction,
    CreateScalingConfiguration: createScalingConfiguration,
    DeleteScalingConfiguration: deleteScalingConfiguration,
    DescribeLifecycleActions: describeLifecycleActions,
    DescribeScalingConfigurations: describeScalingConfigurations,
    DescribeScalingInstances: describeScalingInstances,
    EnterStandby: enterStandby,
    ExitStandby: exitStandby,
  },
};

/** The same in API version 2014-08-28, which the vendor's Go and Python clients of older generations speak. */
export const ess2014: Product = { ...ess, version: '2014-08-28', actions: in2014(ess.actions) };

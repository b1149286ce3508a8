import type { Dialect } from '../../action/product.ts';
import type { Refusal } from '../../action/refusal.ts';

/** Source: "Common error codes" of the gateway; Auto Scaling's own pages name the parameter in the code. */
export const essDialect: Dialect = {
  missing: (parameter) => ({
    status: 400,
    code: `Missing${parameter}`,
    message: `The input parameter "${parameter}" that is mandatory for processing this request is not supplied.`,
  }),
  invalid: (parameter) => ({
    status: 400,
    code: 'InvalidParameter',
    message: `The specified value of parameter "${parameter}" is not valid.`,
  }),
  denied: {
    status: 403,
    code: 'Forbidden.Unauthorized',
    message: 'A required authorization for the specified action is not supplied.',
  },
};

/** Also of an action that was completed or timed out. Source: Ess CompleteLifecycleAction, error codes. */
export const noSuchAction: Refusal = {
  status: 400,
  code: 'LifecycleHookIdAndLifecycleActionToken.Invalid',
  message:
    'The specified lifecycleActionToken and lifecycleActionId you provided does not match any in process lifecycle action.',
};

/** Source: Ess 2014-08-28 EnterStandby and ExitStandby, error codes. */
export const noSuchGroup: Refusal = {
  status: 404,
  code: 'InvalidScalingGroupId.NotFound',
  message: 'The specified scaling group does not exist.',
};

/** Source: Ess 2014-08-28 EnterStandby, error codes. */
export const noSuchInstance = (instanceId: string): Refusal => ({
  status: 404,
  code: 'InvalidInstanceId.NotFound',
  message: `Instance "${instanceId}" does not exist.`,
});

/** Choice: what is answered where the lifecycle state forbids it is not documented. */
export const incorrectLifecycleState = (instanceId: string): Refusal => ({
  status: 400,
  code: 'IncorrectInstanceStatus',
  message: `The lifecycle state of instance "${instanceId}" does not support this action.`,
});

/** Source: Ess DeleteScalingConfiguration, error codes. */
export const noSuchConfiguration: Refusal = {
  status: 404,
  code: 'InvalidScalingConfigurationId.NotFound',
  message: 'The specified scaling configuration does not exist.',
};

/** Source: Ess CreateScalingConfiguration, error codes. */
export const duplicateConfigurationName: Refusal = {
  status: 400,
  code: 'InvalidScalingConfigurationName.Duplicate',
  message: 'The specified value of parameter "ScalingConfigurationName" is duplicated.',
};

import type { Dialect } from '../product.ts';
import type { Refusal } from '../refusal.ts';

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

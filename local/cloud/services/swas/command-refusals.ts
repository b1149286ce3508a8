import type { Refusal } from '../../action/refusal.ts';
import { swasRefusals } from './refusals.ts';

/**
 * Errors of Cloud Assistant on SWAS. Choice: SWAS-OPEN 2020-06-01 publishes none but CmdContent.ExceedLimit, which
 * users meet with status 400; the others are written as ECS writes them.
 */
export const commandRefusals = {
  typeNotFound: { status: 403, code: 'InvalidCmdType.NotFound', message: 'The specified command type does not exist.' },
  nameTooLong: {
    status: 403,
    code: 'CmdName.ExceedLimit',
    message: 'The length of the command name exceeds the upper limit.',
  },
  contentTooLong: {
    status: 400,
    code: 'CmdContent.ExceedLimit',
    message: 'The maximum length of a command is exceeded.',
  },
  instanceNotRunning: swasRefusals.incorrectStatus,
  invocationNotFound: {
    status: 404,
    code: 'InvalidInvokeId.NotFound',
    message: 'The specified invoke ID does not exist.',
  },
  userNameTooLong: {
    status: 403,
    code: 'Username.ExceedLimit',
    message: 'The length of the username exceeds the upper limit.',
  },
  parametersMalformed: {
    status: 400,
    code: 'InvalidParameter.Parameters',
    message: 'The specified parameter Parameters is not valid.',
  },
  parametersDisabled: {
    status: 400,
    code: 'Parameter.Disabled',
    message: 'Parameters cannot be passed in when the command customization function is disabled.',
  },
  parameterMissing: {
    status: 400,
    code: 'Parameter.MissingValue',
    message: 'The parameter value of this command is required.',
  },
  parameterNotMatched: {
    status: 403,
    code: 'Parameter.NotMatched',
    message: 'The passed-in parameters do not match the parameters defined when you created the command.',
  },
  tooManyParameters: {
    status: 403,
    code: 'ParameterCount.ExceedLimit',
    message: 'The maximum number of parameters is exceeded.',
  },
  parameterKeyTooLong: {
    status: 403,
    code: 'ParameterKey.ExceedLimit',
    message: 'The maximum length of a parameter name is exceeded.',
  },
} as const satisfies Record<string, Refusal>;

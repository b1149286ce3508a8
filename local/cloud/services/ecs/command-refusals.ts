import type { Refusal } from '../../action/refusal.ts';

/**
 * Errors of Cloud Assistant. Source: error tables of ECS 2014-05-26 RunCommand (2021) and, where it has none,
 * InvokeCommand (December 2025).
 */
export const commandRefusals = {
  typeNotFound: { status: 403, code: 'InvalidCmdType.NotFound', message: 'The specified command type does not exist.' },
  nameTooLong: {
    status: 403,
    code: 'CmdName.ExceedLimit',
    message: 'The length of the command name exceeds the upper limit.',
  },
  descriptionTooLong: {
    status: 403,
    code: 'CmdDesc.ExceedLimit',
    message: 'The length of the command description exceeds the upper limit.',
  },
  contentTooLong: {
    status: 403,
    code: 'CmdContent.ExceedLimit',
    message: 'The maximum length of a command is exceeded.',
  },
  instanceNotFound: {
    status: 404,
    code: 'InvalidInstance.NotFound',
    message: 'The specified instance does not exist.',
  },
  instanceNotMatch: {
    status: 403,
    code: 'InvalidInstance.NotMatch',
    message: 'The specified instance type does not match the command.',
  },
  commandNotFound: { status: 404, code: 'InvalidCmdId.NotFound', message: 'The specified command ID does not exist.' },
  tooManyInstances: {
    status: 403,
    code: 'InstanceIds.ExceedLimit',
    message: 'The number of instance IDs exceeds the upper limit.',
  },
  noInstance: {
    status: 400,
    code: 'MissingParam.InstanceId',
    message: 'The parameter instanceId is missing or empty.',
  },
  userNameTooLong: {
    status: 403,
    code: 'Username.ExceedLimit',
    message: 'The length of the username exceeds the upper limit.',
  },
  workingDir: {
    status: 400,
    code: 'InvalidParameter.WorkingDir',
    message: 'The specified parameter WorkingDir is not valid.',
  },
  clientTokenMalformed: {
    status: 400,
    code: 'InvalidClientToken.Malformed',
    message: 'The specified parameter clientToken is not valid.',
  },
  resourceTagKey: {
    status: 400,
    code: 'InvalidResourceTagKey.Malformed',
    message: 'The specified ResourceTag key is not valid.',
  },
  tooManyResourceTags: {
    status: 400,
    code: 'NumberExceed.ResourceTags',
    message: 'The maximum number of ResourceTags is exceeded.',
  },
  resourceTagNotFound: {
    status: 400,
    code: 'InvalidResourceTag.InstanceNotFound',
    message: 'InstanceIds are not found by the specified ResourceTag.',
  },
  resourceTagConflict: {
    status: 400,
    code: 'InvalidResourceTag.ConflictWithInstanceIds',
    message: 'The specified param ResourceTag conflicts with InstanceId.',
  },
  terminationModeNotFound: {
    status: 404,
    code: 'InvalidTerminationMode.NotFound',
    message: 'The specified parameter TerminationMode does not exist.',
  },
  repeatModeNotFound: {
    status: 404,
    code: 'InvalidRepeatMode.NotFound',
    message: 'The specified repeat mode does not exist.',
  },
  /** Choice: the code is documented for other reasons; here for what the local cloud does not do. */
  forbidden: { status: 403, code: 'Operation.Forbidden', message: 'The operation is not permitted.' },
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
  pageNumber: { status: 403, code: 'InvalidParam.PageNumber', message: 'The specified parameter is invalid.' },
  pageSize: { status: 403, code: 'InvalidParam.PageSize', message: 'The specified parameter is invalid.' },
} as const satisfies Record<string, Refusal>;

import type { Refusal } from '../../action/refusal.ts';

/**
 * Errors of the ECS key pair and instance actions. Source: error tables of ECS 2014-05-26 AttachKeyPair (2017, 2019),
 * DetachKeyPair, CreateKeyPair, ImportKeyPair, DeleteKeyPairs, DescribeKeyPairs, DescribeInstances, StartInstance, and of the
 * actions of launch templates.
 */
export const ecsRefusals = {
  regionNotFound: { status: 404, code: 'InvalidRegionId.NotFound', message: 'The specified RegionId does not exist.' },
  keyPairNotFound: {
    status: 400,
    code: 'InvalidKeyPairName.NotFound',
    message: 'The specified KeyPairName does not exist in our records.',
  },
  instanceIdsNotSupported: {
    status: 400,
    code: 'InvalidInstanceIds.ValueNotSupported',
    message: 'The specified parameter InstanceIds is not valid.',
  },
  instanceNotFound: {
    status: 404,
    code: 'InvalidInstanceId.NotFound',
    message: 'The specified InstanceId does not exist.',
  },
  windows: {
    status: 403,
    code: 'DependencyViolation.WindowsInstance',
    message: 'The instance creating is windows, cannot use ssh key pair to login',
  },
  ioOptimize: {
    status: 400,
    code: 'DependencyViolation.IoOptimize',
    message: 'The specified parameter InstanceIds is not valid.',
  },
  incorrectStatus: {
    status: 403,
    code: 'IncorrectInstanceStatus',
    message: 'The current status of the resource does not support this operation.',
  },
  /** Source: ECS 2014-05-26 DeleteInstance, error codes. */
  chargeTypeViolation: {
    status: 403,
    code: 'ChargeTypeViolation',
    message: 'The operation is not permitted due to charge type of the instance.',
  },
  /** Source: ECS 2014-05-26 JoinResourceGroup, error codes. */
  resourceNotFound: {
    status: 404,
    code: 'InvalidResourceId.NotFound',
    message: 'The specified ResourceId is not found in our records.',
  },
  /** Choice: ECS documents no error for this; the code is the one of ENS DetachKeyPair. */
  notAttached: {
    status: 400,
    code: 'PublicKeyNotAttachWithInstance',
    message: 'Public Key Not Attach With Instance.',
  },
  /** Code: StartInstance, StopInstance, RebootInstance and RunInstances; choice: its status and message. */
  dryRunOperation: {
    status: 400,
    code: 'DryRunOperation',
    message: 'Request validation has been passed with DryRun flag set.',
  },
  /** Code: StartInstances, StopInstances and RebootInstances; choice: that it comes as an error, and its message. */
  dryRunSuccess: {
    status: 400,
    code: 'DRYRUN.SUCCESS',
    message: 'Request validation has been passed with DryRun flag set.',
  },
  passwordMalformed: {
    status: 400,
    code: 'InvalidPassword.Malformed',
    message: 'The specified parameter "Password" is not valid.',
  },
  userDataSize: {
    status: 400,
    code: 'InvalidUserData.SizeExceeded',
    message: 'The specified user data exceeds 32 KB.',
  },
  keyPairNameMalformed: {
    status: 400,
    code: 'InvalidKeyPairName.Malformed',
    message: 'Specified Key Pair name is not valid.',
  },
  keyPairExists: { status: 400, code: 'KeyPair.AlreadyExist', message: 'The key pair already exist.' },
  keyPairQuota: { status: 403, code: 'QuotaExceed.KeyPair', message: 'The key pair quota exceeds.' },
  publicKeyMalformed: {
    status: 400,
    code: 'InvalidPublicKeyBody.Malformed',
    message: 'The PublicKeyBody format is not supported.',
  },
  keyPairNamesNotSupported: {
    status: 400,
    code: 'InvalidKeyPairNames.ValueNotSupported',
    message: 'The specified parameter "KeyPairNames" is not valid.',
  },
  /** The code is known from clients that retry it; its status and message are a choice. */
  keyPairAttached: {
    status: 400,
    code: 'InvalidParameter.KeypairAlreadyAttachedInstance',
    message: 'The specified key pair is attached to instances; detach it first.',
  },
  launchTemplateNotFound: {
    status: 404,
    code: 'InvalidLaunchTemplate.NotFound',
    message: 'The specified LaunchTemplate is not found.',
  },
  launchTemplateNameMalformed: {
    status: 400,
    code: 'InvalidLaunchTemplateName.Malformed',
    message: 'The specified parameter LaunchTemplateName is not valid.',
  },
  launchTemplateExists: {
    status: 403,
    code: 'LaunchTemplateName.Duplicated',
    message: 'The specified LaunchTemplateName already exist.',
  },
  launchTemplateQuota: {
    status: 403,
    code: 'LaunchTemplateLimitExceed',
    message: 'The maximum number of templates is exceeded.',
  },
  launchTemplateVersionQuota: {
    status: 403,
    code: 'LaunchTemplateVersionLimitExceed',
    message: 'The maximum number of template versions is exceeded.',
  },
  statusNotFound: {
    status: 404,
    code: 'InvalidStatus.NotFound',
    message: 'The specified Status is not found.',
  },
  tagCount: { status: 400, code: 'InvalidTagCount', message: 'The specified tags are beyond the permitted range.' },
  tagMismatch: {
    status: 400,
    code: 'InvalidTag.Mismatch',
    message: 'The specified Tag.n.Key and Tag.n.Value are not match.',
  },
} as const satisfies Record<string, Refusal>;

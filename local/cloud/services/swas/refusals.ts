import type { Refusal } from '../../action/refusal.ts';

/**
 * Errors of the SWAS key pair actions. Source: SWAS-OPEN 2020-06-01 AttachKeyPair (January 2026) lists
 * InvalidInstanceId.NotFound only; the others are written as ECS writes them (choice: not documented).
 */
export const swasRefusals = {
  instanceNotFound: {
    status: 404,
    code: 'InvalidInstanceId.NotFound',
    message: 'The specified Instance Id does not exist.',
  },
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
  keyPairNamesNotSupported: {
    status: 400,
    code: 'InvalidKeyPairNames.ValueNotSupported',
    message: 'The specified parameter "KeyPairNames" is not valid.',
  },
  windows: {
    status: 403,
    code: 'DependencyViolation.WindowsInstance',
    message: 'The instance creating is windows, cannot use ssh key pair to login',
  },
  incorrectStatus: {
    status: 403,
    code: 'IncorrectInstanceStatus',
    message: 'The current status of the resource does not support this operation.',
  },
  notAttached: {
    status: 400,
    code: 'PublicKeyNotAttachWithInstance',
    message: 'Public Key Not Attach With Instance.',
  },
  keyPairNameMalformed: {
    status: 400,
    code: 'InvalidKeyPairName.Malformed',
    message: 'Specified Key Pair name is not valid.',
  },
  keyPairExists: { status: 400, code: 'KeyPair.AlreadyExist', message: 'The key pair already exist.' },
  keyPairQuota: { status: 403, code: 'QuotaExceed.KeyPair', message: 'The key pair quota exceeds.' },
  keyPairAttached: {
    status: 400,
    code: 'InvalidParameter.KeypairAlreadyAttachedInstance',
    message: 'The specified key pair is attached to instances; detach it first.',
  },
  publicKeyMalformed: {
    status: 400,
    code: 'InvalidPublicKeyBody.Malformed',
    message: 'The PublicKeyBody format is not supported.',
  },
} as const satisfies Record<string, Refusal>;

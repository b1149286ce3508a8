import type { Refusal } from '../../action/refusal.ts';

/**
 * Errors of the ENS key pair and instance actions. Source: error tables of ENS 2017-11-10 AttachKeyPair, DetachKeyPair
 * (March 2026), CreateKeyPair, ImportKeyPair, DeleteKeyPairs.
 */
export const ensRefusals = {
  noPermission: { status: 400, code: 'NoPermission', message: 'Permission denied.' },
  notAttached: {
    status: 400,
    code: 'PublicKeyNotAttachWithInstance',
    message: 'Public Key Not Attach With Instance.',
  },
  keyPairAttached: { status: 400, code: 'PubKeyAttachedWithInstance', message: 'Public Key Attached With Instance.' },
  keyPairExists: { status: 400, code: 'PubKeyNameExisted', message: 'Public Key Pair Name Existed.' },
  /** Choice: no quota is documented; in the manner of ImportKeyPair's `InvalidParameter`. */
  keyPairQuota: {
    status: 400,
    code: 'InvalidParameter',
    message: 'The errorMessage is key pair quota exceeds. Please check it again.',
  },
  /** Choice, as the next two: problems of single instances are not documented; the codes are those of ECS. */
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
  incorrectStatus: {
    status: 403,
    code: 'IncorrectInstanceStatus',
    message: 'The current status of the resource does not support this operation.',
  },
} as const satisfies Record<string, Refusal>;

/** `InvalidParameter.%s`: the field's name stands in the code and in the message. */
export function invalidField(field: string): Refusal {
  return {
    status: 400,
    code: `InvalidParameter.${field}`,
    message: `The specified field ${field} invalid. Please check it again.`,
  };
}

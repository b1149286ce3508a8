import { KeyfleetError } from '../errors.ts';

/** A rotation cannot go on by itself: an operator has to act. */
export class RotationBlockedError extends KeyfleetError {
  readonly code: string = 'RotationBlocked';
}

/** The secret belongs to another fleet, account or function. */
export class OtherOwnerError extends RotationBlockedError {
  override readonly code = 'OtherOwner';
}

/** The secret waits for its deletion, and with it the private keys. */
export class SecretDeletedError extends RotationBlockedError {
  override readonly code = 'SecretDeleted';
}

/** Instances carry a generation that the secret does not know: another ledger made it, or the secret was lost. */
export class UnknownGenerationError extends RotationBlockedError {
  override readonly code = 'UnknownGeneration';
}

/** The secret has a version or a stage that no rotation put there. */
export class UnknownVersionError extends RotationBlockedError {
  override readonly code = 'UnknownVersion';
}

/** There is no key pair of the name in fleet.yaml, and the first one is made only with `create: true`. */
export class NoKeyPairError extends RotationBlockedError {
  override readonly code = 'KeyPairNotFound';
}

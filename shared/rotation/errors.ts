import { KeyfleetError } from '../errors.ts';

/** A rotation that was asked for cannot be begun or turned back now; says why. */
export class RotationRefusedError extends KeyfleetError {
  readonly code = 'RotationRefused';
}

/** A rotation cannot go on by itself: an operator has to act. */
export class RotationBlockedError extends KeyfleetError {
  readonly code = 'RotationBlocked';
}

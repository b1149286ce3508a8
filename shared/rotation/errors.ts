import { KeyfleetError } from '../errors.ts';

/** A rotation that was asked for cannot be begun or turned back now; says why. */
export class RotationRefusedError extends KeyfleetError {
  readonly code = 'RotationRefused';
}

import { CloudError } from '../cloud/errors.ts';
import { KeyfleetError } from '../errors.ts';
import { RotationBlockedError } from '../ledger/errors.ts';

/** What kept a tick from going on. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  /**
   * `passing`: the next tick may get further. `lasting`: the first step of a rotation was refused or is impossible, and so
   * will the next be. `blocking`: the rotation must not go on before an operator has acted.
   */
  readonly kind: 'passing' | 'lasting' | 'blocking';
}

/**
 * Describes what a tick stopped at. Anything but an error of ours travels on.
 * @param isFirstStep nothing of a rotation had been begun in this tick
 */
export function toProblem(error: unknown, isFirstStep: boolean): Problem {
  if (!(error instanceof KeyfleetError)) throw error;
  const { code, message } = error;
  if (error instanceof RotationBlockedError) return { code, message, kind: 'blocking' };
  return { code, message, kind: isFirstStep && isLasting(error) ? 'lasting' : 'passing' };
}

/** The cloud looked at the call and said no, or what is needed is not as it has to be. */
function isLasting(error: KeyfleetError): boolean {
  return !(error instanceof CloudError) || error.fate === 'refused';
}

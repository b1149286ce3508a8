import { KeyfleetError } from '../../errors.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { wantedProof } from '../state/wanted-keys.ts';
import type { Means } from '../tick-context.ts';
import { readSecret } from './create.ts';

/** Another run, or an operator, has changed what is wanted; the next tick goes on from there. */
export class LedgerChangedError extends KeyfleetError {
  readonly code = 'ChangedMeanwhile';
}

/** Whether a ledger still says what it said, read again before what cannot be taken back. */
export async function isStill(ledger: Ledger, means: Means): Promise<boolean> {
  const now = await readSecret(means);
  const [before, after] = [wantedProof(ledger, means), wantedProof(now, means)];
  const isSame = before?.generation === after?.generation && before?.others === after?.others;
  return isSame && now.blockedSinceMs === ledger.blockedSinceMs && now.strange.length === 0;
}

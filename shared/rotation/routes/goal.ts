import type { Generation, Ledger } from '../../ledger/ledger.ts';

/** What instances are brought to: a generation of a ledger. */
export interface Goal {
  readonly ledger: Ledger;
  readonly target: Generation;
}

import type { Clock } from '../cloud/clock.ts';
import type { Secrets } from '../cloud/kms/index.ts';
import type { Deadlines } from '../cloud/rpc.ts';
import type { Algorithm, Fleet, ManagedKeyPair, Rotation } from '../fleet/fleet.ts';
import type { Owner } from '../ledger/owner.ts';
import type { Drivers } from '../products/drivers.ts';
import type { Again } from '../runtime/invocation.ts';
import type { WhyKeep } from './key-pair-users.ts';
import type { NewKey } from './secret/make-key.ts';
import type { Proof } from './state/proof-mark.ts';

/** What the steps of one key pair's rotation share in one tick. */
export interface Means {
  readonly fleet: Fleet;
  readonly keyPair: ManagedKeyPair;
  readonly rotation: Rotation;
  readonly drivers: Drivers;
  readonly secrets: Secrets;
  /** Whose rotation this is. */
  readonly owner: Owner;
  /** Asked before a key pair is deleted. */
  readonly whyKeep: WhyKeep;
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  /** How instances that restart are left to a follow-up; null: they are waited for. */
  readonly again: Again | null;
  readonly requestId: string;
  /** Instances that one tick changes at most. */
  readonly maxInstances: number;
  /** What this tick has proven, by `keyOf`. */
  readonly proofs: Map<string, Proof>;
  makeKey(algorithm: Algorithm): Promise<NewKey>;
}

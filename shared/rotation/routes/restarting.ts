import type { KeyPair } from '../../products/product.ts';
import type { Sighting } from '../../products/sighting.ts';
import type { Verdict } from '../../verdict.ts';

/** An instance that is restarted, the key pair that it gets, and what is seen of it on the way. */
export interface Restarting {
  readonly sighting: Sighting;
  readonly keyPair: KeyPair;
  /** Said of the attach; null as long as this tick did not succeed in it. */
  attached: Verdict | null;
  /** A login showed whether the key is in force. */
  isSeenByLogin: boolean;
}

import type { Inside } from '../../instances/inside.ts';
import type { KeyPair } from '../../products/key-pair.ts';
import type { Observed } from '../../products/observed.ts';
import type { Verdict } from '../verdict.ts';

export type { Inside };

/** One instance, the key pair it is to get or lose, and what was seen of it. */
export interface Item {
  readonly keyPair: KeyPair;
  /** OpenSSH line; null when the product does not show it or it was not needed. */
  readonly publicKey: string | null;
  readonly instanceId: string;
  readonly observed: Observed | undefined;
  readonly inside: Inside | undefined;
  /** Another run has claimed it to restart it, and may be at work. */
  readonly isTaken?: boolean;
  /** Why the key pair is given to no instance; null or absent: it may be. */
  readonly refusal?: Verdict | null;
  /** Why the request may not touch the instance, whatever was begun there; null or absent: it may. */
  readonly offLimits?: Verdict | null;
  /** Of a detach: bodies of keys that go within a rotation, and are no way in; null where that cannot be told. */
  readonly leaving?: ReadonlySet<string> | null;
}

/** What is to be done to one instance, in this order. */
export interface Step {
  readonly item: Item & { readonly observed: Observed };
  /** Add or remove the public key inside, through Cloud Assistant. */
  readonly editGuest: boolean;
  /** Attach or detach in the control plane. */
  readonly call: boolean;
  /** Restart it, or finish a restart that was interrupted. */
  readonly restart: boolean;
}

/** An item that needs nothing done, and why. */
export interface Untouched {
  readonly item: Item;
  readonly verdict: Verdict;
}

export interface Plan {
  readonly steps: readonly Step[];
  readonly untouched: readonly Untouched[];
}

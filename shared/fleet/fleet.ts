import type { ProductName } from '../products/key-pair.ts';
import type { Selector } from '../products/selector.ts';
import type { Fallback, RestartOptions, Share, TakeEffect, Verification } from '../take-effect.ts';

/**
 * The desired state: which instances carry which key pair. It is `fleet.yaml` after it was checked, with every default
 * filled in, as JSON can hold it; nothing downstream checks it again.
 */
export interface Fleet {
  /** Tells it from the other fleets of the account; default `fleet`. */
  readonly name: string;
  readonly secrets: FleetSecrets;
  /** In the order of the file: the first that matches an instance decides. */
  readonly keyPairs: readonly ManagedKeyPair[];
  readonly limits: FleetLimits;
  /** What requests to attach and detach may do; null: everything. */
  readonly direct: DirectRules | null;
}

/** What requests to attach and detach may do. What a rule leaves out it does not limit, but for `includeIgnored`. */
export interface DirectRules {
  /** Any, those that a key pair of the fleet selects, or those selected here; default `any`. */
  readonly instances: 'any' | 'selected' | readonly InstanceSelector[];
  /** Names of key pairs, in which `*` stands for any text; a generation counts as the key pair that is rotated. Null: any. */
  readonly keyPairs: readonly string[] | null;
  /** Whether instances may be powered off instead of shut down; default true. */
  readonly force: boolean;
  /** Whether instances may be restarted; default true. */
  readonly restart: boolean;
  /** How many may restart at once; null: as many as the request says. */
  readonly maxUnavailable: Share | null;
  /** Whether a request may change what is tagged `keyfleet:ignore`; default false. */
  readonly includeIgnored: boolean;
  /** Where each rule stands in the file, by its name. */
  readonly lines: Readonly<Partial<Record<string, number>>>;
}

/** Where the private keys of all its key pairs are: one place, whatever regions their instances are in. */
export interface FleetSecrets {
  /** The home of the fleet: rotations are done there alone. Null where nothing is rotated and none was named. */
  readonly regionId: string | null;
  /** The KMS instance in which secrets are made, such as `kst-…`; null in an account that may do without. */
  readonly kmsInstance: string | null;
  /** The symmetric key of that instance that encrypts them; null together with the instance. */
  readonly kmsKey: string | null;
}

/** How much one run may touch. */
export interface FleetLimits {
  /** Instances that one run changes at most; default 500. */
  readonly maxInstances: number;
  /** Instances restarting at once; default 10 %. */
  readonly maxUnavailable: Share;
  /** Restarts that may fail before no further one is begun; default 0. */
  readonly maxFailures: number;
}

/** One key pair of the fleet. */
export interface ManagedKeyPair {
  /** The logical name: the key pair of that name and every generation of it that a rotation made. */
  readonly name: string;
  /** Never empty; an instance belongs here when one of them selects it. */
  readonly instances: readonly InstanceSelector[];
  readonly takeEffect: TakeEffect;
  /** What may happen where `takeEffect` is impossible (online) or not allowed (restart). */
  readonly fallback: Fallback;
  /** The Linux user whose `authorized_keys` are meant. */
  readonly user: string;
  readonly verify: Verification;
  /** What to do with an instance that carries a key pair of another name; default `skip`: report it, leave it. */
  readonly ifAttached: 'skip' | 'replace';
  /** Which instances may be restarted; default `never`. */
  readonly restart: 'never' | 'new' | 'always';
  /** An instance is new for this long after its creation; default 15 minutes. */
  readonly newWithinMs: number;
  /** How restarts are rolled; always graceful. */
  readonly rolling: RestartOptions;
  /** Null: this key pair is not rotated. */
  readonly rotation: Rotation | null;
}

/** Instances of one product: all tags have to match, the name pattern too; at least one of the two is there. */
export interface InstanceSelector extends Selector {
  readonly product: ProductName;
  /** Never empty; null for a central product, which has none. */
  readonly regions: readonly string[] | null;
}

/** Kinds of key that a rotation can make. */
export type Algorithm = 'rsa-2048' | 'rsa-3072' | 'rsa-4096' | 'ecdsa-p256';

/** How a key pair is rotated. */
export interface Rotation {
  /** Age at which a generation is due for replacement. */
  readonly everyMs: number;
  /** How long the generation before stays usable after the promotion; less than `everyMs`. */
  readonly graceMs: number;
  /** Age at which what was proven of an instance is proven anew; default 7 days. */
  readonly recheckMs: number;
  /** Default `rsa-3072`. */
  readonly algorithm: Algorithm;
  /** The KMS secret that holds the private keys, below `keyfleet/`. */
  readonly secret: string;
  /** Make the first generation of a key pair that does not exist; default false. */
  readonly create: boolean;
  /** How an instance is proven to accept the new key before the old one goes; default `guest`. */
  readonly verify: 'guest' | 'files' | 'login';
  /** The same as the key pair's own. */
  readonly user: string;
  readonly address: 'private' | 'public';
  /** For `login`: accept a host key that could not be read beforehand. ENS rotates only with this and `login`. */
  readonly trustFirstHostKey: boolean;
}

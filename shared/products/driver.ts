import type { Commands } from './commands.ts';
import type { KeyPair } from './key-pair.ts';
import type { KeyPairStore } from './key-pair-store.ts';
import type { Observed } from './observed.ts';
import type { Power } from './power.ts';
import type { Selector } from './selector.ts';
import type { Tags } from './tags.ts';

/** One row of an attach or detach answer, as it came: types differ by product and by document. */
export interface Row {
  readonly instanceId: string;
  readonly success: unknown;
  readonly code: unknown;
  readonly message: unknown;
}

export interface Answer {
  readonly requestId: string | null;
  readonly rows: readonly Row[];
}

/** One AttachKeyPair or DetachKeyPair call. */
export interface Batch {
  readonly keyPair: KeyPair;
  readonly instanceIds: readonly string[];
  /** Sent by products that take a client token. */
  readonly clientToken: string;
}

/** What polling asks for. `startedMs` as in {@link Observed}. */
export type InstanceState = Pick<Observed, 'status' | 'startedMs'>;

/**
 * Speaks one product's dialect and does nothing else: retries and pacing belong to `cloud/`. What changes key pairs
 * and power takes one call's worth of instances, because batching those belongs to the plan: `attach`, `detach`,
 * `power` and `commands.start`. The others take any number and divide it into calls themselves: `look`, `statuses`,
 * `list`, `tag`, `untag`, `commands.agents` and `commands.results`.
 *
 * `regionId` is null for a central product. Everything throws CloudError, except `power`, which answers it.
 */
export interface Driver {
  /** Completes the name and id of a key pair; null when the product has no such key pair. */
  resolve(keyPair: KeyPair): Promise<KeyPair | null>;
  /**
   * The public half of a key pair as a line for `authorized_keys`; null when there is no such key pair, or when the
   * product does not show it (`showsPublicKey`).
   */
  publicKeyOf(keyPair: KeyPair): Promise<string | null>;
  attach(batch: Batch): Promise<Answer>;
  detach(batch: Batch): Promise<Answer>;
  /**
   * The instances as they are, by id; unknown ids are absent. Tags are always there, which may cost ENS more calls; with
   * `certain` so is `keyPairName`, which may cost SWAS more.
   */
  look(regionId: string | null, instanceIds: readonly string[], certain: boolean): Promise<Map<string, Observed>>;
  /** Power states only, by the cheapest call that takes many: one for 100 instances. Unknown ids are absent. */
  statuses(regionId: string | null, instanceIds: readonly string[]): Promise<Map<string, InstanceState>>;
  /**
   * All instances of a region that are selected, each once. Tags are always there; `keyPairName` may be undefined on
   * SWAS. One call for 100 listed instances; SWAS adds its pages of key pairs, and ENS the tags of those instances
   * whose tags the listing left out, 50 instances at a time.
   */
  list(regionId: string | null, selector: Selector): Promise<Observed[]>;
  /** Sets tags, in place of those with the same keys: at most 20, in calls of 50 instances. Safe to repeat. */
  tag(regionId: string | null, instanceIds: readonly string[], tags: Tags): Promise<void>;
  /** Takes tags away, in calls of 50 instances; one that is not there is no error. Safe to repeat. */
  untag(regionId: string | null, instanceIds: readonly string[], keys: readonly string[]): Promise<void>;
  /** What changes key pairs themselves. */
  readonly keyPairs: KeyPairStore;
  readonly power: Power;
  /** Null where the product cannot run scripts in instances (`remoteCommands`). */
  readonly commands: Commands | null;
}

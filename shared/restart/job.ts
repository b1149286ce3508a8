import type { Clock } from '../cloud/clock.ts';
import type { Spot } from '../instances/place.ts';
import type { Observed } from '../products/product.ts';
import type { Share } from '../take-effect.ts';
import type { Verdict } from '../verdict.ts';
import type { Claimant } from './claim.ts';
import type { HandOver } from './roll.ts';
import type { StandbyGuard } from './standby.ts';

/** What a rolling restart is told of its items, and what it asks of the run that wants it. */
export interface RestartJob<Item> extends Named<Item> {
  readonly clock: Clock;
  readonly limits: RestartLimits;
  readonly change: Change<Item>;
  readonly proof: Proof<Item>;
  /**
   * Restarts are left to a later run, which takes them up by their marks; so a mark stays until its restart was proven.
   * Only for products that are changed while stopped. Absent: they are waited for.
   */
  readonly handOver?: PartialHandOver<Item>;
}

/** The instance of each item, as it was seen before its restart. */
export interface Named<Item> {
  whereOf(item: Item): Spot;
  observedOf(item: Item): Observed;
  /** What the mark says that the restart is for; empty where the key pair has no name. */
  keyPairNameOf(item: Item): string;
  /** The claim of this run, so that of several runs one restarts; absent: claims are not looked at. */
  claimantOf?(item: Item): Claimant;
  /** Keeps scaling groups from replacing what is restarted; absent: none of these can be in one. */
  readonly standby?: StandbyGuard<Item>;
}

export interface RestartLimits {
  readonly maxUnavailable: Share;
  readonly maxFailures: number;
  /** Power off instead of shutting down; what was not written is lost. */
  readonly force: boolean;
  /** From here on nothing is begun or waited for, in milliseconds since the epoch. */
  readonly endMs: number;
}

/** What instances are restarted for. Products that take it while they run are restarted after it was made. */
export interface Change<Item> {
  /** It is still to be made; otherwise an earlier run, or this one, has made it before the restart. */
  isDue(item: Item): boolean;
  /** Makes it on stopped instances; returns those on which it failed, or that it is not known of. */
  make(items: readonly Item[]): Promise<ReadonlyMap<Item, Verdict>>;
  /** Whether an instance shows it. */
  isMade(item: Item, observed: Observed): boolean;
  /** Another run has made it meanwhile. */
  noteMade(item: Item): void;
}

/** How a restarted instance is proven to have taken the change. */
export interface Proof<Item> {
  /** What is wrong with each that runs again, or null where nothing is; absent are those not proven yet. */
  find(items: readonly Item[]): Promise<ReadonlyMap<Item, Verdict | null>>;
  /** For how many milliseconds such a flaw may still pass: 0 is never, infinite is as long as there is time. */
  patienceMs(flaw: Verdict): number;
  /** What tells a boot from the one before; absent where no guest can be asked. */
  bootIds(items: readonly Item[]): Promise<ReadonlyMap<Item, string | null>>;
}

export type PartialHandOver<Item> = Pick<HandOver<Item, Verdict>, 'mayBegin' | 'leave'>;

import type { Clock } from '../cloud/clock.ts';
import type { ProductName } from '../products/product.ts';
import type { Sighting } from '../products/sighting.ts';
import type { KeptKeyPair } from './key-pair-users.ts';

/** What a step did to an instance, or why it could not. */
export interface Entry {
  readonly product: ProductName;
  readonly regionId: string | null;
  readonly instanceId: string;
  readonly step: 'add' | 'verify' | 'attach' | 'restart' | 'retire' | 'tag';
  /** The generation that it was about. */
  readonly generation: string;
  /** `underWay`: begun, and left to a later tick. */
  readonly status: 'done' | 'underWay' | 'failed';
  readonly code: string;
  readonly message: string;
  /** How it was proven; null where it was not. */
  readonly how: 'guest' | 'files' | 'login' | 'answer' | null;
  /** ISO 8601. */
  readonly at: string;
  /** Request ids of the control plane, invocation ids of Cloud Assistant. */
  readonly cloudRequestIds: readonly string[];
}

/** What a tick did, for its report. Nothing in it is secret. */
export interface Journal {
  readonly entries: readonly Entry[];
  note(sighting: Sighting, entry: Omit<Entry, 'product' | 'regionId' | 'instanceId' | 'at'>): void;
  failures(): readonly Entry[];
  /** Key pairs that are over and were not deleted. */
  readonly kept: readonly KeptKeyPair[];
  keep(keyPair: KeptKeyPair): void;
}

export function openJournal(clock: Clock): Journal {
  const entries: Entry[] = [];
  const kept: KeptKeyPair[] = [];
  return {
    entries,
    kept,
    keep: (keyPair) => void kept.push(keyPair),
    note: ({ product, regionId, observed }, entry) => {
      const { instanceId } = observed;
      entries.push({ product, regionId, instanceId, ...entry, at: new Date(clock.now()).toISOString() });
    },
    failures: () => entries.filter(({ status }) => status === 'failed'),
  };
}

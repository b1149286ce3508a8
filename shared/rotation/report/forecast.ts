import type { ProductName } from '../../products/product.ts';

/** What a request would bring about at one instance. */
export interface Foreseen {
  readonly product: ProductName;
  readonly regionId: string | null;
  readonly instanceId: string;
  /** What it carries now; null: nothing that was seen. */
  readonly keyPairName: string | null;
  /**
   * In this order: `add` another key inside, prove and attach it; `restart` it to attach another one; `retire` a key inside.
   * Empty: nothing is done.
   */
  readonly steps: readonly ('add' | 'restart' | 'retire')[];
  /** It cannot be reached now, so that is done when it comes back. */
  readonly isLater: boolean;
  /** Why nothing is done, or not now; empty where all is. */
  readonly why: string;
}

/** What a dry run says of a rotation, a way back or a revoke. */
export interface Forecast {
  readonly instances: readonly Foreseen[];
  /** Instances that get another key without a restart, that are restarted, and from which a key is taken away. */
  readonly added: number;
  readonly restarted: number;
  readonly retired: number;
  /** Ticks with work, at the least. */
  readonly ticks: number;
  /** About how long they work: estimated, without the grace and the time between ticks. */
  readonly seconds: number;
  /** How long both keys work after the promotion; 0: they do not. */
  readonly graceSeconds: number;
  /** Why there is no grace; empty where there is one. */
  readonly note: string;
}

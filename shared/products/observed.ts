import type { Tags } from './tags.ts';

/** An instance as the control plane shows it now. */
export interface Observed {
  readonly instanceId: string;
  /** The product's own word: `Running`, `Stopped`, `Starting`, `Stopping` and others. */
  readonly status: string;
  readonly os: 'linux' | 'windows' | 'unknown';
  /** The attached key pair; null when there is none, undefined when the product did not say. */
  readonly keyPairName: string | null | undefined;
  readonly instanceName: string | null;
  /** Undefined when the product did not say and certainty was not asked for. */
  readonly tags: Tags | undefined;
  /** When it last started, epoch milliseconds, to the minute; null where the product does not show it. */
  readonly startedMs: number | null;
  /** Epoch milliseconds; null when the product did not say. */
  readonly createdMs: number | null;
  /** The first of each kind; public is the elastic address where there is one. */
  readonly addresses: { readonly private: string | null; readonly public: string | null };
}

export function toOs(text: string | undefined): Observed['os'] {
  const lower = text?.toLowerCase();
  return lower === 'linux' || lower === 'windows' ? lower : 'unknown';
}

export function byId(instances: readonly Observed[]): Map<string, Observed> {
  return new Map(instances.map((instance) => [instance.instanceId, instance]));
}

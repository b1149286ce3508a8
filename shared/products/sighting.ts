import type { ProductName } from './key-pair.ts';
import type { Observed } from './observed.ts';

/** One product and region. */
export interface Where {
  readonly product: ProductName;
  /** Null for a central product. */
  readonly regionId: string | null;
}

/** Names one instance, and says where it is. */
export interface Instance extends Where {
  readonly instanceId: string;
}

/** An instance as it was seen, and where. */
export interface Sighting extends Where {
  readonly observed: Observed;
}

/** Tells instances apart: product and id. */
export const instanceKey = ({ product, instanceId }: Omit<Instance, 'regionId'>) => `${product} ${instanceId}`;

/** The same of an instance that was seen. */
export const keyOf = ({ product, observed }: Sighting) => instanceKey({ product, instanceId: observed.instanceId });

/** Tells places apart: product and region. */
export const placeOf = ({ product, regionId }: Where) => `${product} ${regionId ?? ''}`;

export const idsOf = (sightings: readonly Sighting[]) => sightings.map(({ observed }) => observed.instanceId);

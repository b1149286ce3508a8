import type { Sighting } from '../fleet/match.ts';
import type { ProductName } from '../products/product.ts';

/** An instance that there is reason to look at. */
export interface Subject {
  readonly product: ProductName;
  /** Null for a central product. */
  readonly regionId: string | null;
  readonly instanceId: string;
}

export const keyOf = ({ product, instanceId }: Omit<Subject, 'regionId'>) => `${product} ${instanceId}`;

export const placeOf = ({ product, regionId }: Omit<Subject, 'instanceId'>) => `${product} ${regionId ?? ''}`;

/** Each once, in the order of the first mention. */
export function distinct(subjects: readonly Subject[]): Subject[] {
  return [...new Map(subjects.toReversed().map((subject) => [keyOf(subject), subject])).values()].toReversed();
}

export function toSubject({ product, regionId, observed }: Sighting): Subject {
  return { product, regionId, instanceId: observed.instanceId };
}

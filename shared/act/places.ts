import { groupBy } from '../group.ts';
import type { Driver } from '../products/product.ts';
import type { Tools } from './tools.ts';
import { placeOf, type Track } from './track.ts';

/** Tracks of one product and region, with what speaks to it. */
export interface Place {
  readonly tracks: readonly Track[];
  readonly driver: Driver;
  readonly regionId: string | null;
}

/** Does something once for each product and region, side by side. */
export async function forEachPlace(
  tracks: readonly Track[],
  { drivers }: Tools,
  work: (place: Place) => Promise<void>,
): Promise<void> {
  const places = groupBy(tracks, placeOf).flatMap(([first, ...rest]) => {
    if (!first) return [];
    const { product, regionId } = first.step.item.keyPair;
    return [{ tracks: [first, ...rest], driver: drivers[product], regionId }];
  });
  await Promise.all(places.map(work));
}

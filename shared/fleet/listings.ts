import type { Listing } from '../products/selector.ts';
import type { Fleet } from './fleet.ts';

/**
 * The listings that together show every instance the fleet may select, each once. An instance can appear in several,
 * and what appears is still to be matched: the first key pair of the file decides.
 */
export function toListings({ keyPairs }: Fleet): Listing[] {
  const all = keyPairs.flatMap(({ instances }) =>
    instances.flatMap(({ product, regions, ...selector }) =>
      (regions ?? [null]).map((regionId): Listing => ({ product, regionId, selector })),
    ),
  );
  return [...new Map(all.map((listing) => [keyOf(listing), listing])).values()];
}

function keyOf({ product, regionId, selector }: Listing): string {
  const tags = Object.entries(selector.tags ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([product, regionId, tags, selector.namePattern ?? null]);
}

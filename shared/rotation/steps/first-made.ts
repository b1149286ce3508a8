import { CloudError } from '../../cloud/errors.ts';
import { toListings } from '../../fleet/listings.ts';
import type { Means } from '../means.ts';

/** When the oldest key pair of generation 0 was made, epoch milliseconds; null when there is none, or none says so. */
export async function firstMadeMs({ fleet, keyPair, drivers }: Means): Promise<number | null> {
  const listings = toListings({ ...fleet, keyPairs: [keyPair] });
  const places = new Map(listings.map((one) => [`${one.product} ${one.regionId ?? ''}`, one]));
  const found = [...places.values()].map(async ({ product, regionId }) => {
    try {
      return await drivers[product].keyPairs.list(regionId, keyPair.name);
    } catch (error) {
      if (error instanceof CloudError) return [];
      throw error;
    }
  });
  const times = (await Promise.all(found)).flat().flatMap(({ createdMs }) => createdMs ?? []);
  return times.length > 0 ? Math.min(...times) : null;
}

import { CloudError } from '../cloud/errors.ts';
import { toListings } from '../fleet/listings.ts';
import { findKeyPair, type Sighting } from '../fleet/match.ts';
import { groupBy } from '../group.ts';
import type { Means } from './means.ts';

/** The instances of one key pair of the fleet. */
export interface Sight {
  readonly sightings: readonly Sighting[];
  /** Products and regions that could not be listed, and why. */
  readonly unlisted: readonly string[];
}

/**
 * Lists every instance that the key pair is for: one call for 100 instances of a region. One listing that fails spoils no
 * other, but nothing is promoted or taken away as long as one is missing.
 */
export async function lookAtFleet({ fleet, keyPair, drivers }: Means): Promise<Sight> {
  const listings = toListings({ ...fleet, keyPairs: [keyPair] });
  const unlisted: string[] = [];
  const listed = await Promise.all(
    listings.map(async ({ product, regionId, selector }) => {
      try {
        const found = await drivers[product].list(regionId, selector);
        return found.map((observed): Sighting => ({ product, regionId, observed }));
      } catch (error) {
        if (!(error instanceof CloudError)) throw error;
        unlisted.push(`${product} ${regionId ?? ''}: ${error.code}`.replace(' :', ':'));
        return [];
      }
    }),
  );
  const distinct = new Map(listed.flat().map((one) => [keyOf(one), one]));
  return { sightings: [...distinct.values()].filter((one) => findKeyPair(fleet, one) === keyPair), unlisted };
}

/** Asks the products about instances of which a listing did not say what they carry. */
export async function lookCloser(sight: Sight, means: Means): Promise<Sight> {
  const vague = sight.sightings.filter(({ observed }) => observed.keyPairName === undefined);
  const closer = new Map((await lookAgain(vague, means)).map((one) => [keyOf(one), one]));
  return { ...sight, sightings: sight.sightings.map((one) => closer.get(keyOf(one)) ?? one) };
}

/** The instances as they are now; those that are gone, or could not be looked at, are absent. */
export async function lookAgain(sightings: readonly Sighting[], { drivers }: Means): Promise<Sighting[]> {
  const looked = groupBy(sightings, placeOf).map(async (here) => {
    const [first] = here;
    if (!first) return [];
    const { product, regionId } = first;
    try {
      const seen = await drivers[product].look(regionId, idsOf(here), true);
      return [...seen.values()].map((observed): Sighting => ({ product, regionId, observed }));
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      return [];
    }
  });
  return (await Promise.all(looked)).flat();
}

export const keyOf = ({ product, observed }: Sighting) => `${product} ${observed.instanceId}`;

export const placeOf = ({ product, regionId }: Pick<Sighting, 'product' | 'regionId'>) =>
  `${product} ${regionId ?? ''}`;

export const idsOf = (sightings: readonly Sighting[]) => sightings.map(({ observed }) => observed.instanceId);

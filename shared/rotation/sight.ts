import { toListings } from '../fleet/listings.ts';
import { findKeyPair } from '../fleet/match.ts';
import { listFleet } from '../instances/list.ts';
import { placeOf, type Sighting } from '../products/sighting.ts';
import type { Means } from './tick-context.ts';

/** The instances of one key pair of the fleet. */
export interface Sight {
  readonly sightings: readonly Sighting[];
  /** Products and regions that could not be listed, and why. */
  readonly unlisted: readonly string[];
}

/** What may show instances of the key pair. */
export const listingsOf = ({ fleet, keyPair }: Means) => toListings({ ...fleet, keyPairs: [keyPair] });

/**
 * Lists every instance that the key pair is for. One listing that fails spoils no other, but nothing is promoted or taken
 * away as long as one is missing.
 */
export async function lookAtFleet(means: Means): Promise<Sight> {
  const { fleet, keyPair, drivers } = means;
  const { sightings, unlisted } = await listFleet(listingsOf(means), drivers);
  return {
    sightings: sightings.filter((one) => findKeyPair(fleet, one) === keyPair),
    unlisted: unlisted.map(({ error, ...where }) => `${placeOf(where).trim()}: ${error.code}`),
  };
}

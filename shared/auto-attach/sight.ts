import { CloudError } from '../cloud/errors.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { type Listing, toListings } from '../fleet/listings.ts';
import type { Sighting } from '../fleet/match.ts';
import { groupBy } from '../group.ts';
import type { Drivers } from '../look.ts';
import { keyOf, placeOf, type Subject, toSubject } from './subject.ts';

/** What was seen of some instances; what is in none of the two the products do not list. */
export interface Sight {
  readonly seen: ReadonlyMap<string, Sighting>;
  /** Those that could not be looked at. */
  readonly unseen: ReadonlyMap<string, CloudError>;
}

/** Looks at instances as they are now, with certainty about tags and key pairs. */
export async function lookAt(subjects: readonly Subject[], drivers: Drivers): Promise<Sight> {
  const seen = new Map<string, Sighting>();
  const unseen = new Map<string, CloudError>();
  const lookHere = async (here: readonly Subject[]) => {
    const [first] = here;
    if (!first) return;
    const { product, regionId } = first;
    const ids = here.map(({ instanceId }) => instanceId);
    try {
      const found = await drivers[product].look(regionId, ids, true);
      for (const [instanceId, observed] of found)
        seen.set(keyOf({ product, instanceId }), { product, regionId, observed });
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      for (const subject of here) unseen.set(keyOf(subject), error);
    }
  };
  await Promise.all(groupBy(subjects, placeOf).map(lookHere));
  return { seen, unseen };
}

/** A listing that failed. */
export interface Blind {
  readonly listing: Listing;
  readonly error: CloudError;
}

/** Lists what the fleet may select, by product and region; one listing that fails spoils no other. */
export async function listFleet(
  fleet: Fleet,
  drivers: Drivers,
): Promise<{ sightings: readonly Sighting[]; blind: readonly Blind[] }> {
  const blind: Blind[] = [];
  const listed = toListings(fleet).map(async (listing) => {
    const { product, regionId, selector } = listing;
    try {
      const found = await drivers[product].list(regionId, selector);
      return found.map((observed): Sighting => ({ product, regionId, observed }));
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      blind.push({ listing, error });
      return [];
    }
  });
  const sightings = (await Promise.all(listed)).flat();
  return { sightings: [...new Map(sightings.map((one) => [keyOf(toSubject(one)), one])).values()], blind };
}

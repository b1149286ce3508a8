import type { CloudError } from '../cloud/errors.ts';
import type { Drivers } from '../products/drivers.ts';
import type { Observed } from '../products/product.ts';
import type { Sighting } from '../products/sighting.ts';
import { atEachPlace, failuresOf, type Spot, sightingIn } from './place.ts';

/** What a look at some instances showed; what is in neither map, the products do not list. */
export interface Look<T> {
  readonly seen: ReadonlyMap<T, Observed>;
  /** Those that could not be looked at, and why. */
  readonly unseen: ReadonlyMap<T, CloudError>;
}

/** Looks at instances as they are now, with certainty about tags and key pairs. */
export async function observe<T>(items: readonly T[], whereOf: (item: T) => Spot): Promise<Look<T>> {
  const seen = new Map<T, Observed>();
  const idOf = (item: T) => whereOf(item).instanceId;
  const unseen = await atEachPlace(items, whereOf, async ({ driver, regionId }, here) => {
    const looking = driver.look(regionId, here.map(idOf), true).then((found) => {
      for (const item of here) {
        const observed = found.get(idOf(item));
        if (observed) seen.set(item, observed);
      }
    });
    return failuresOf(here, looking);
  });
  return { seen, unseen: new Map(unseen.flatMap((some) => [...some])) };
}

/** The instances as they are now; those that are gone, or could not be looked at, are absent. */
export async function observeAgain(sightings: readonly Sighting[], drivers: Drivers): Promise<Sighting[]> {
  const { seen } = await observe(sightings, sightingIn(drivers));
  return sightings.flatMap((one) => {
    const observed = seen.get(one);
    return observed ? [{ ...one, observed }] : [];
  });
}

/** Asks again about instances of which a listing did not say what they carry; what stays unknown stays as it was. */
export async function askWhatListingOmits(sightings: readonly Sighting[], drivers: Drivers): Promise<Sighting[]> {
  const vague = sightings.filter(({ observed }) => observed.keyPairName === undefined);
  const { seen } = await observe(vague, sightingIn(drivers));
  return sightings.map((one) => ({ ...one, observed: seen.get(one) ?? one.observed }));
}

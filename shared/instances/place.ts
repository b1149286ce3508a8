import { type CloudError, onCloudError } from '../cloud/errors.ts';
import { groupBy, ofAll, type Some } from '../lists.ts';
import type { Drivers } from '../products/drivers.ts';
import type { Driver } from '../products/product.ts';
import { type Instance, placeOf, type Sighting, type Where } from '../products/sighting.ts';

/** One product and region, with what speaks to it: as far as one call may reach. */
export interface Place extends Where {
  readonly driver: Driver;
}

/** Where one instance is, and its id there. */
export type Spot = Place & Instance;

/** Does something once at each place of some items, side by side; returns what that brought, place by place. */
export function atEachPlace<T, Result>(
  items: readonly T[],
  whereOf: (item: T) => Place,
  work: (place: Place, here: Some<T>) => Promise<Result>,
): Promise<Result[]> {
  const groups = groupBy(items, (item) => placeOf(whereOf(item)));
  return Promise.all(groups.map((here) => work(whereOf(here[0]), here)));
}

/** Where something is that says so itself. */
export function placeIn(drivers: Drivers) {
  return ({ product, regionId }: Where): Place => ({ product, regionId, driver: drivers[product] });
}

/** Where an instance is that was named. */
export function instanceIn(drivers: Drivers) {
  return ({ product, regionId, instanceId }: Instance): Spot => ({
    product,
    regionId,
    instanceId,
    driver: drivers[product],
  });
}

/** Where an instance is that was seen. */
export function sightingIn(drivers: Drivers) {
  const spotOf = instanceIn(drivers);
  return ({ product, regionId, observed: { instanceId } }: Sighting) => spotOf({ product, regionId, instanceId });
}

/** How one call for many failed, said of each of them; empty where it did not. */
export function failuresOf<T>(items: readonly T[], call: Promise<unknown>): Promise<ReadonlyMap<T, CloudError>> {
  return call.then(
    () => new Map(),
    onCloudError((error) => ofAll(items, error)),
  );
}

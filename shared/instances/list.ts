import { type CloudError, onCloudError } from '../cloud/errors.ts';
import type { Drivers } from '../products/drivers.ts';
import type { Listing } from '../products/selector.ts';
import { keyOf, type Sighting, type Where } from '../products/sighting.ts';

/** A listing that failed, and why. */
export interface Unlisted extends Where {
  readonly error: CloudError;
}

/** A part of a fleet that could not be looked at, as reports say it. */
export interface UnseenPlace extends Where {
  readonly code: string;
  readonly message: string;
  readonly cloudRequestId: string | null;
}

export const toUnseenPlace = ({ product, regionId, error }: Unlisted): UnseenPlace => ({
  product,
  regionId,
  code: error.code,
  message: error.message,
  cloudRequestId: error.requestId,
});

/** The instances of a fleet. */
export interface Listed {
  /** Each once, in whichever listing it was. */
  readonly sightings: readonly Sighting[];
  readonly unlisted: readonly Unlisted[];
}

/** Lists instances: one call for 100 of a region. One listing that fails spoils no other. */
export async function listFleet(listings: readonly Listing[], drivers: Drivers): Promise<Listed> {
  const unlisted: Unlisted[] = [];
  const listed = listings.map(async ({ product, regionId, selector }) => {
    const note = onCloudError((error) => {
      unlisted.push({ product, regionId, error });
      return [];
    });
    const found = await drivers[product].list(regionId, selector).catch(note);
    return found.map((observed): Sighting => ({ product, regionId, observed }));
  });
  const sightings = (await Promise.all(listed)).flat();
  return { sightings: [...new Map(sightings.map((one) => [keyOf(one), one])).values()], unlisted };
}

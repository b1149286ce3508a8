import { CloudError } from '../../cloud/errors.ts';
import { toListings } from '../../fleet/listings.ts';
import type { Sighting } from '../../fleet/match.ts';
import { keptBy } from '../keeps-tag.ts';
import type { Keys } from '../keys.ts';
import type { Generation, Ledger } from '../ledger.ts';
import type { Means } from '../means.ts';
import { unlabel } from '../stage-moves.ts';
import { isSameKey } from './import.ts';

/** Whether an instance still needs a generation: it carries it, or may have its key inside. */
export function isNeeded({ name }: Generation, sightings: readonly Sighting[], { generations }: Ledger): boolean {
  const at = (generation: string) => generations.findIndex((one) => one.name === generation);
  return sightings.some(({ observed }) => {
    const kept = keptBy(observed);
    return observed.keyPairName === name || (kept !== null && at(kept) <= at(name));
  });
}

/**
 * Forgets a generation that no instance needs: deletes its key pairs, then lets its version go. Generation 0 was not made
 * by us, so its key pairs stay, as does any whose key is not ours. A product refuses to delete one that is carried, by
 * whatever instance; then the generation stays too. Returns whether it is gone.
 */
export async function release(generation: Generation, keys: Keys, means: Means): Promise<boolean> {
  if (generation.madeMs !== null && !(await deleteEverywhere(generation, keys, means))) return false;
  await unlabel(generation, () => true, means);
  return true;
}

async function deleteEverywhere(generation: Generation, keys: Keys, means: Means): Promise<boolean> {
  const content = await keys.content(generation);
  if (!content) return true;
  const listings = toListings({ ...means.fleet, keyPairs: [means.keyPair] });
  const places = new Map(listings.map((one) => [`${one.product} ${one.regionId ?? ''}`, one]));
  const deleted = [...places.values()].map(async ({ product, regionId }) => {
    const { keyPairs } = means.drivers[product];
    try {
      const [seen] = await keyPairs.list(regionId, generation.name);
      if (seen && isSameKey(seen, content.publicKey)) await keyPairs.delete(regionId, generation.name);
      return (await keyPairs.list(regionId, generation.name)).every((one) => !isSameKey(one, content.publicKey));
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      return false;
    }
  });
  return (await Promise.all(deleted)).every(Boolean);
}

import { CloudError } from '../../cloud/errors.ts';
import { toListings } from '../../fleet/listings.ts';
import type { Sighting } from '../../fleet/match.ts';
import type { KeyPairSeen } from '../../products/product.ts';
import type { Journal } from '../journal.ts';
import { keptBy } from '../keeps-tag.ts';
import type { Keys } from '../keys.ts';
import type { Generation, Ledger } from '../ledger.ts';
import type { Means } from '../means.ts';
import { unlabel } from '../stage-moves.ts';
import { type Survey, standing } from '../survey.ts';
import { isSameKey } from './import.ts';

interface Tools {
  readonly keys: Keys;
  readonly journal: Journal;
}

/** The generations that were taken from all instances, and that none needs any more; none while that is not sure. */
export function releasable(ledger: Ledger, seen: Survey): Generation[] {
  if (ledger.pending || seen.unlisted.length > 0 || standing(seen, 'unseen').length > 0) return [];
  const swept = ledger.retained.filter(({ isSwept }) => isSwept).map(({ generation }) => generation);
  return swept.filter((generation) => !isNeeded(generation, seen.sightings, ledger));
}

/** Whether an instance still needs a generation: it carries it, or may have its key inside. */
function isNeeded({ name }: Generation, sightings: readonly Sighting[], { generations }: Ledger): boolean {
  const at = (generation: string) => generations.findIndex((one) => one.name === generation);
  return sightings.some(({ observed }) => {
    const kept = keptBy(observed);
    return observed.keyPairName === name || (kept !== null && at(kept) <= at(name));
  });
}

/**
 * Forgets a generation that no instance needs: deletes its key pairs, then lets its version go. Generation 0 was not made
 * by us, so its key pairs stay, as does any whose key is not ours. A product refuses to delete one that is carried, by
 * whatever instance, and one that is named for instances to come is kept; then the generation stays too, so that a later
 * tick deletes it. Returns whether it is gone.
 */
export async function release(generation: Generation, tools: Tools, means: Means): Promise<boolean> {
  const content = generation.madeMs === null ? null : await tools.keys.content(generation);
  const isOurs = (seen: KeyPairSeen) => content !== null && isSameKey(seen, content.publicKey);
  const deleted = content
    ? await atEachPlace(means, (place) => deleteThere(generation.name, place, isOurs, tools.journal, means))
    : [];
  if (!deleted.every(Boolean)) return false;
  await unlabel(generation, () => true, means);
  return true;
}

/** Notes which key pairs of a generation that no instance needs are kept, and deletes none. Reads no key. */
export async function findKept({ name, madeMs }: Generation, { journal }: Tools, means: Means): Promise<void> {
  if (madeMs === null) return;
  await atEachPlace(means, async (place) => {
    return (await isThere(name, place, () => true, means)) && isKept(name, place, journal, means);
  });
}

type Place = Pick<Sighting, 'product' | 'regionId'>;

/** Calls `act` for every place that may have a key pair of ours; what the cloud refuses there counts as not done. */
function atEachPlace(means: Means, act: (place: Place) => Promise<boolean>): Promise<boolean[]> {
  const listings = toListings({ ...means.fleet, keyPairs: [means.keyPair] });
  const places = new Map(listings.map((one) => [`${one.product} ${one.regionId ?? ''}`, one]));
  const acted = [...places.values()].map(async (place) => {
    try {
      return await act(place);
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      return false;
    }
  });
  return Promise.all(acted);
}

type IsMeant = (seen: KeyPairSeen) => boolean;

async function deleteThere(name: string, place: Place, isMeant: IsMeant, journal: Journal, means: Means) {
  if (!(await isThere(name, place, isMeant, means))) return true;
  if (await isKept(name, place, journal, means)) return false;
  await means.drivers[place.product].keyPairs.delete(place.regionId, name);
  return !(await isThere(name, place, isMeant, means));
}

/** Looks before a key pair counts as gone, and its generation is forgotten: an answer may leave out rows and not say so. */
const LOOKS = 3;

async function isThere(name: string, { product, regionId }: Place, isMeant: IsMeant, { drivers }: Means) {
  for (let look = 0; look < LOOKS; look++) {
    if ((await drivers[product].keyPairs.list(regionId, name)).some(isMeant)) return true;
  }
  return false;
}

async function isKept(keyPairName: string, { product, regionId }: Place, journal: Journal, { whyKeep }: Means) {
  const reason = await whyKeep(product, regionId, keyPairName);
  if (reason !== null) journal.keep({ product, regionId, keyPairName, reason });
  return reason !== null;
}

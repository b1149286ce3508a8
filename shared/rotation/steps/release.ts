import { onCloudError } from '../../cloud/errors.ts';
import { atEachPlace, placeIn } from '../../instances/place.ts';
import { type Generation, type Ledger, targetOf } from '../../ledger/ledger.ts';
import type { KeyPairSeen } from '../../products/product.ts';
import { keyOf, type Where } from '../../products/sighting.ts';
import type { Tools } from '../open-tick.ts';
import { fingerprintOf } from '../secret/fingerprint.ts';
import { listGenerations } from '../secret/generation-zero.ts';
import { unlabel } from '../secret/relabel.ts';
import { listingsOf } from '../sight.ts';
import { readProof } from '../state/proof-mark.ts';
import { KEEPS_OLD_KEY, type StandingName } from '../state/standing.ts';
import { type Survey, standing } from '../state/survey.ts';
import type { Means } from '../tick-context.ts';
import { isSameKey } from './import.ts';

/** The generations that were taken from all instances, and that none needs any more; none while that is not sure. */
export function releasable(ledger: Ledger, seen: Survey): Generation[] {
  if (ledger.pending || seen.unlisted.length > 0 || standing(seen, 'unseen').length > 0) return [];
  const swept = ledger.retained.filter(({ isSwept }) => isSwept).map(({ generation }) => generation);
  return swept.filter((generation) => !isNeeded(generation, seen, ledger));
}

/** Whether an instance may still need a generation to be let in, or is still to be rid of one that was revoked. */
function isNeeded({ name, isRevoked }: Generation, seen: Survey, ledger: Ledger): boolean {
  const target = targetOf(ledger)?.name;
  return seen.sightings.some((one) => {
    const { name: stands, code } = seen.standings.get(keyOf(one)) ?? {};
    const { keyPairName } = one.observed;
    if (keyPairName === name) return true;
    if (!UNPROVEN.has(stands) && code !== KEEPS_OLD_KEY) return false;
    if (stands === 'ignored') return readProof(one.observed, ledger.name)?.generation === name;
    if (isRevoked) return true;
    const proof = readProof(one.observed, ledger.name);
    // That it is attached says nothing of what lets in.
    return code !== KEEPS_OLD_KEY && (proof ? proof.generation === name : keyPairName === target);
  });
}

const UNPROVEN = new Set<StandingName | undefined>(['pending', 'lagging', 'failing', 'ignored', 'unseen']);

/**
 * Forgets a generation that no instance needs: deletes its key pairs, then lets its version go. Generation 0 was not made
 * by us, so its key pairs stay, as does any whose key is not ours. A product refuses to delete one that is carried, by
 * whatever instance, and one that is named for instances to come is kept; then the generation stays too, so that a later
 * tick deletes it. Returns whether it is gone.
 */
export async function release(generation: Generation, tools: Tools): Promise<boolean> {
  const content = generation.madeMs === null ? null : await tools.keys.content(generation);
  const isOurs = (seen: KeyPairSeen) => content !== null && isSameKey(seen, content.publicKey);
  const deleted = content ? await atPlaces(tools, (place) => deleteThere(generation.name, place, isOurs, tools)) : [];
  if (!deleted.every(Boolean)) return false;
  await unlabel(generation, () => true, tools);
  return true;
}

/**
 * Deletes key pairs that rotations made and the ledger has no use for: a run that was overtaken may have imported one after
 * its generation was forgotten. Only where its key is known to be ours.
 */
export async function releaseOrphans(ledger: Ledger, tools: Tools): Promise<void> {
  const { name, current, pending, retained } = ledger;
  const inUse = new Set([name, current?.name, pending?.name, ...retained.map(({ generation }) => generation.name)]);
  const { found } = await listGenerations(tools);
  const left = found.filter(({ seen }) => !inUse.has(seen.keyPairName));
  if (left.length === 0) return;
  const known = await tools.keys.known(ledger);
  const generations = [...new Set(left.map(({ seen }) => seen.keyPairName))];
  for (const generation of generations) {
    const isOurs = ({ publicKey, md5 }: KeyPairSeen) =>
      publicKey ? known[generation]?.includes(fingerprintOf(publicKey)) === true : md5 !== null;
    await atPlaces(tools, (place) => deleteThere(generation, place, isOurs, tools));
  }
}

/** Notes which key pairs of a generation that no instance needs are kept, and deletes none. Reads no key. */
export async function findKept({ name, madeMs }: Generation, tools: Tools): Promise<void> {
  if (madeMs === null) return;
  await atPlaces(tools, async (place) => {
    return (await isThere(name, place, () => true, tools)) && isKept(name, place, tools);
  });
}

/** Calls `act` for every place that may have a key pair of ours; what the cloud refuses there counts as not done. */
function atPlaces(means: Means, act: (place: Where) => Promise<boolean>): Promise<boolean[]> {
  const refused = onCloudError(() => false);
  return atEachPlace(listingsOf(means), placeIn(means.drivers), (place) => act(place).catch(refused));
}

type IsMeant = (seen: KeyPairSeen) => boolean;

async function deleteThere(name: string, place: Where, isMeant: IsMeant, tools: Tools) {
  if (!(await isThere(name, place, isMeant, tools))) return true;
  if (await isKept(name, place, tools)) return false;
  await tools.drivers[place.product].keyPairs.delete(place.regionId, name);
  return !(await isThere(name, place, isMeant, tools));
}

/** Looks before a key pair counts as gone, and its generation is forgotten: an answer may leave out rows and not say so. */
const LOOKS = 3;

async function isThere(name: string, { product, regionId }: Where, isMeant: IsMeant, { drivers }: Means) {
  for (let look = 0; look < LOOKS; look++) {
    if ((await drivers[product].keyPairs.list(regionId, name)).some(isMeant)) return true;
  }
  return false;
}

async function isKept(keyPairName: string, { product, regionId }: Where, { journal, whyKeep }: Tools) {
  const reason = await whyKeep(product, regionId, keyPairName);
  if (reason !== null) journal.keep({ product, regionId, keyPairName, reason });
  return reason !== null;
}

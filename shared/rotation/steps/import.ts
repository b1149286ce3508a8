import { createHash } from 'node:crypto';
import { CloudError } from '../../cloud/errors.ts';
import type { Sighting } from '../../fleet/match.ts';
import { groupBy } from '../../group.ts';
import { readGuestKey } from '../../guest/public-key.ts';
import { products } from '../../products/index.ts';
import type { KeyPair, KeyPairSeen } from '../../products/product.ts';
import { RotationBlockedError } from '../errors.ts';
import type { Keys } from '../keys.ts';
import type { Generation } from '../ledger.ts';
import type { Means } from '../means.ts';
import { placeOf } from '../sight.ts';

/**
 * Brings a generation's public key to every product and region that has instances for it. There already with the same
 * fingerprint is done. Returns the key pair in each place, as `placeOf` names it; none where nothing is to be imported.
 * @throws RotationBlockedError when another key is there under its name
 */
export async function importEverywhere(
  generation: Generation,
  due: readonly Sighting[],
  keys: Keys,
  means: Means,
): Promise<ReadonlyMap<string, KeyPair>> {
  const places = groupBy(due, placeOf).flatMap(([first]) => (first ? [first] : []));
  const found = await Promise.all(places.map((place) => importHere(generation, place, keys, means)));
  return new Map(found.flatMap((one, at) => (one && places[at] ? [[placeOf(places[at]), one]] : [])));
}

async function importHere(generation: Generation, place: Sighting, keys: Keys, means: Means): Promise<KeyPair | null> {
  const { product, regionId } = place;
  const { name } = generation;
  const { keyPairs } = means.drivers[product];
  const [content, [first]] = await Promise.all([keys.content(generation), keyPairs.list(regionId, name)]);
  if (!content) return null;
  const { publicKey } = content;
  const check = (seen: KeyPairSeen): KeyPair => {
    if (isSameKey(seen, publicKey)) return { product, regionId, keyPairName: name, keyPairId: seen.keyPairId };
    throw new RotationBlockedError(`${product} ${regionId ?? ''} has another key under the name ${name}`);
  };
  const look = async () => {
    const [seen] = await keyPairs.list(regionId, name);
    return seen ? check(seen) : null;
  };
  if (first) return check(first);
  try {
    await keyPairs.import(regionId, name, publicKey);
  } catch (error) {
    if (error instanceof CloudError && error.fate !== 'deadline') {
      const found = await look();
      if (found) return found;
    }
    throw error;
  }
  return products[product].keyPairIds ? look() : { product, regionId, keyPairName: name, keyPairId: null };
}

/** Whether a key pair of a product is this key: by the key itself where the product shows it, else by its MD5. */
export function isSameKey({ publicKey, md5 }: KeyPairSeen, wanted: string): boolean {
  const { body } = readGuestKey(wanted);
  if (publicKey) return readGuestKey(publicKey).body === body;
  return md5 === createHash('md5').update(Buffer.from(body, 'base64')).digest('hex');
}

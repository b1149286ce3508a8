import { createHash } from 'node:crypto';
import { CloudError } from '../../cloud/errors.ts';
import { readGuestKey } from '../../guest/public-key.ts';
import { atEachPlace, type Place, placeIn } from '../../instances/place.ts';
import { RotationBlockedError } from '../../ledger/errors.ts';
import type { Generation } from '../../ledger/ledger.ts';
import { products } from '../../products/index.ts';
import type { KeyPair, KeyPairSeen } from '../../products/product.ts';
import type { Sighting } from '../../products/sighting.ts';
import { placeOf } from '../../products/sighting.ts';
import type { Tools } from '../open-tick.ts';
import type { Keys } from '../secret/keys.ts';

/**
 * Brings a generation's public key to every product and region that has instances for it. There already with the same
 * fingerprint is done. Returns the key pair in each place, as `placeOf` names it; none where nothing is to be imported.
 * @throws RotationBlockedError when another key is there under its name
 */
export async function importEverywhere(
  generation: Generation,
  due: readonly Sighting[],
  { keys, drivers }: Tools,
): Promise<ReadonlyMap<string, KeyPair>> {
  const found = await atEachPlace(due, placeIn(drivers), async (place): Promise<[string, KeyPair][]> => {
    const keyPair = await importHere(generation, place, keys);
    return keyPair ? [[placeOf(place), keyPair]] : [];
  });
  return new Map(found.flat());
}

async function importHere(generation: Generation, place: Place, keys: Keys): Promise<KeyPair | null> {
  const { product, regionId } = place;
  const { name } = generation;
  const { keyPairs } = place.driver;
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

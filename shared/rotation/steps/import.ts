import { createHash } from 'node:crypto';
import { CloudError } from '../../cloud/errors.ts';
import type { Sighting } from '../../fleet/match.ts';
import { groupBy } from '../../group.ts';
import { readGuestKey } from '../../guest/public-key.ts';
import type { KeyPairSeen } from '../../products/product.ts';
import { RotationBlockedError } from '../errors.ts';
import type { Keys } from '../keys.ts';
import type { Generation } from '../ledger.ts';
import type { Means } from '../means.ts';
import { placeOf } from '../sight.ts';

/**
 * Brings a generation's public key to every product and region that has instances for it. There already with the same
 * fingerprint is done.
 * @throws RotationBlockedError when another key is there under its name
 */
export async function importEverywhere(
  generation: Generation,
  due: readonly Sighting[],
  keys: Keys,
  means: Means,
): Promise<void> {
  const content = await keys.content(generation);
  if (!content) return;
  const places = groupBy(due, placeOf).flatMap(([first]) => (first ? [first] : []));
  await Promise.all(places.map((place) => importHere(generation.name, content.publicKey, place, means)));
}

async function importHere(name: string, publicKey: string, { product, regionId }: Sighting, { drivers }: Means) {
  const { keyPairs } = drivers[product];
  const isThere = async () => {
    const [seen] = await keyPairs.list(regionId, name);
    if (!seen) return false;
    if (isSameKey(seen, publicKey)) return true;
    throw new RotationBlockedError(`${product} ${regionId ?? ''} has another key under the name ${name}`);
  };
  if (await isThere()) return;
  try {
    await keyPairs.import(regionId, name, publicKey);
  } catch (error) {
    if (!(error instanceof CloudError) || error.fate === 'deadline' || !(await isThere())) throw error;
  }
}

/** Whether a key pair of a product is this key: by the key itself where the product shows it, else by its MD5. */
export function isSameKey({ publicKey, md5 }: KeyPairSeen, wanted: string): boolean {
  const { body } = readGuestKey(wanted);
  if (publicKey) return readGuestKey(publicKey).body === body;
  return md5 === createHash('md5').update(Buffer.from(body, 'base64')).digest('hex');
}

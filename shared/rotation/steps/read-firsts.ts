import { CloudError } from '../../cloud/errors.ts';
import { toListings } from '../../fleet/listings.ts';
import type { KeyPairSeen } from '../../products/product.ts';
import type { FirstFingerprint } from '../content.ts';
import { fingerprintOf } from '../keys.ts';
import type { Means } from '../means.ts';

/** The fingerprints of the key pair that is there before the first rotation, place by place. */
export async function readFirsts({ fleet, keyPair, drivers }: Means): Promise<FirstFingerprint[]> {
  const listings = toListings({ ...fleet, keyPairs: [keyPair] });
  const places = new Map(
    listings.map(({ product, regionId }) => [`${product} ${regionId ?? ''}`, { product, regionId }]),
  );
  const found = [...places.values()].map(async ({ product, regionId }) => {
    const seen = await drivers[product].keyPairs.list(regionId, keyPair.name).catch(noneSeen);
    return seen.flatMap((one) => {
      const fingerprint = toFingerprint(one);
      return fingerprint ? [{ product, regionId, fingerprint }] : [];
    });
  });
  return (await Promise.all(found)).flat().slice(0, MAX_RECORDED);
}

/** A version holds 30 KB. */
const MAX_RECORDED = 200;

function toFingerprint({ publicKey, md5 }: KeyPairSeen): string | null {
  if (publicKey) return fingerprintOf(publicKey);
  return md5 && `MD5:${md5}`;
}

/** That a place cannot be asked must not keep a leaked key from being replaced. */
function noneSeen(error: unknown): KeyPairSeen[] {
  if (error instanceof CloudError) return [];
  throw error;
}

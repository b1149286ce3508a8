import { type CloudError, onCloudError } from '../../cloud/errors.ts';
import { isGenerationOf } from '../../fleet/generation.ts';
import { atEachPlace, placeIn } from '../../instances/place.ts';
import type { KeyPairSeen } from '../../products/product.ts';
import type { Where } from '../../products/sighting.ts';
import { listingsOf } from '../sight.ts';
import type { Means } from '../tick-context.ts';
import type { FirstFingerprint } from './content.ts';
import { fingerprintOf } from './fingerprint.ts';

/** The fingerprints of the key pair that is there before the first rotation, place by place. */
export async function readFirsts(means: Means): Promise<FirstFingerprint[]> {
  const found = (await listFirsts(means)).flatMap(({ product, regionId, seen }) => {
    const fingerprint = toFingerprint(seen);
    return fingerprint ? [{ product, regionId, fingerprint }] : [];
  });
  return found.slice(0, MAX_RECORDED);
}

interface First extends Where {
  readonly seen: KeyPairSeen;
}

const listFirsts = (means: Means) => list(means.keyPair.name, means);

/** The key pairs of this name and those that rotations made of it, in any of its places; and why some could not be asked. */
export async function listGenerations(means: Means): Promise<{ found: First[]; failures: CloudError[] }> {
  const { name } = means.keyPair;
  const failures: CloudError[] = [];
  const found = await list(`${name}*`, means, (error) => failures.push(error));
  return { found: found.filter(({ seen }) => isGenerationOf(name, seen.keyPairName)), failures };
}

/** That a place cannot be asked must not keep a leaked key from being replaced. */
async function list(name: string, means: Means, note: (error: CloudError) => void = () => {}): Promise<First[]> {
  const { drivers } = means;
  const found = await atEachPlace(listingsOf(means), placeIn(drivers), async ({ product, regionId, driver }) => {
    const ifRefused = onCloudError((error) => {
      note(error);
      return [];
    });
    const seen = await driver.keyPairs.list(regionId, name).catch(ifRefused);
    return seen.map((one) => ({ product, regionId, seen: one }));
  });
  return found.flat();
}

/** A version holds 30 KB. */
const MAX_RECORDED = 200;

function toFingerprint({ publicKey, md5 }: KeyPairSeen): string | null {
  if (publicKey) return fingerprintOf(publicKey);
  return md5 && `MD5:${md5}`;
}

/** When the oldest key pair of generation 0 was made, epoch milliseconds; null when there is none, or none says so. */
export async function firstMadeMs(means: Means): Promise<number | null> {
  const times = (await listFirsts(means)).flatMap(({ seen }) => seen.createdMs ?? []);
  return times.length > 0 ? Math.min(...times) : null;
}

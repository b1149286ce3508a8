import { chunk, forEachAtMost, groupBy, type Some } from '../../lists.ts';
import { placeOf, type Sighting } from '../../products/sighting.ts';
import type { Means } from '../tick-context.ts';

/** Instances that are brought along together at most. */
const PART = 100;

/**
 * Commands of one part. SWAS takes one instance a command, and where it takes no more than 10 calls a minute (documented
 * for ListInstances and others, Quota Center has the rest) a part is done within two: a tick of five has time for that.
 */
const COMMANDS = 10;

/** Parts of one place under way at once, where a command takes many: the rest waits for its answers. */
const AT_ONCE = 4;

/**
 * Does something to instances that are brought along together, places side by side: what was done with one part is noted in
 * the cloud, so that a tick whose time is over has got somewhere. None is begun after that, or after one that failed.
 */
export async function inParts(
  sightings: readonly Sighting[],
  means: Means,
  work: (part: Some<Sighting>) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = [];
  const workSafely = async (part: Some<Sighting>) => {
    if (failures.length > 0 || means.clock.now() >= means.deadlines.writesMs) return;
    await work(part).catch((error: unknown) => failures.push(error));
  };
  const places = groupBy(sightings, placeOf).map((here) => {
    const most = perCommand(here[0], means);
    return forEachAtMost(most > 1 ? AT_ONCE : 1, chunk(here, Math.min(PART, COMMANDS * most)), workSafely);
  });
  await Promise.all(places);
  if (failures.length > 0) throw failures[0];
}

function perCommand({ product }: Sighting, { drivers }: Means): number {
  return drivers[product].commands?.maxInstancesPerCall ?? 1;
}

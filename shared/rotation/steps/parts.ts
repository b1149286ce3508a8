import type { Sighting } from '../../fleet/match.ts';
import { groupBy } from '../../group.ts';
import { chunk } from '../../products/pages.ts';
import type { Means } from '../means.ts';

/** Instances that are brought along together at most. */
const PART = 100;
/**
 * Commands of one part. SWAS takes one instance a command, and where it takes no more than 10 calls a minute (documented
 * for ListInstances and others, Quota Center has the rest) a part is done within two: a tick of five has time for that.
 */
const COMMANDS = 10;

/** Those of products of which there are more than a tick may have the time for. */
export function findMany(sightings: readonly Sighting[], means: Means): Sighting[] {
  const ofProducts = groupBy(sightings, ({ product }) => product);
  return ofProducts.filter((some) => some.length > COMMANDS * perCommand(some[0], means)).flat();
}

/**
 * Instances that are brought along together: what was done with one part is noted in the cloud before the next begins, so
 * that a tick whose time is over has got somewhere.
 */
export function toParts(sightings: readonly Sighting[], means: Means): Sighting[][] {
  return groupBy(sightings, ({ product }) => product).flatMap((some) => {
    return chunk(some, Math.min(PART, COMMANDS * perCommand(some[0], means)));
  });
}

function perCommand(one: Sighting | undefined, { drivers }: Means): number {
  return (one && drivers[one.product].commands?.maxInstancesPerCall) ?? 1;
}

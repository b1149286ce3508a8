import { onCloudError } from '../../cloud/errors.ts';
import { atEachPlace, placeIn } from '../../instances/place.ts';
import { chunk } from '../../lists.ts';
import { products } from '../../products/index.ts';
import type { Sighting } from '../../products/sighting.ts';
import { idsOf } from '../../products/sighting.ts';
import { isTagged, isTaggedLong, taggedMs, untagAfterRestart } from '../../restart/tag.ts';
import type { Means } from '../tick-context.ts';

/*
 * Instances in which nobody can look are restarted for a new key, and carry the tag of a restart until they were proven:
 * they are marked. Ticks leave them away and the next one goes on; what is here keeps any of them from being forgotten.
 */
export const isMarked = ({ product, observed }: Sighting) => !products[product].remoteCommands && isTagged(observed);

/** Marked so long ago that a follow-up would not find it further: the timer's ticks go on with it. */
export const isMarkedLong = (one: Sighting, nowMs: number) => isMarked(one) && isTaggedLong(one.observed, nowMs);

/** Marked a short while ago: the next tick comes soon. */
export const isMarkedLately = (one: Sighting, nowMs: number) => isMarked(one) && !isTaggedLong(one.observed, nowMs);

/** How long a stopped one waits for what keeps going wrong, in milliseconds. */
const STRANDED_MS = 120_000;

/** Starts those that have been stopped for so long, with what they carry: to be without the new key is no outage. */
export async function startStranded(sightings: readonly Sighting[], means: Means): Promise<void> {
  const nowMs = means.clock.now();
  await startAsTheyAre(
    sightings.filter((one) => isMarked(one) && nowMs - (taggedMs(one.observed) ?? 0) > STRANDED_MS),
    means,
  );
}

/** Starts the stopped ones of these. Whatever is refused is tried again by the next tick. */
export async function startAsTheyAre(sightings: readonly Sighting[], { drivers }: Means): Promise<void> {
  const stopped = sightings.filter(({ observed }) => observed.status === 'Stopped');
  await atEachPlace(stopped, placeIn(drivers), ({ driver: { power }, regionId }, here) => {
    const parts = chunk(idsOf(here), power.maxInstancesPerCall);
    return Promise.all(parts.map((ids) => power.start(regionId, ids)));
  });
}

/** Takes the marks off. One that stays is found by the next tick. */
export async function unmark(sightings: readonly Sighting[], { drivers }: Means): Promise<void> {
  await atEachPlace(sightings, placeIn(drivers), ({ driver, regionId }, here) =>
    untagAfterRestart(driver, regionId, idsOf(here)).catch(onCloudError(() => {})),
  );
}

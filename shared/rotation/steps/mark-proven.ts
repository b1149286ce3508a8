import { onCloudError } from '../../cloud/errors.ts';
import { atEachPlace, type Place, placeIn } from '../../instances/place.ts';
import { chunk } from '../../lists.ts';
import type { Sighting } from '../../products/sighting.ts';
import { idsOf, keyOf } from '../../products/sighting.ts';
import type { Tools } from '../open-tick.ts';
import { FAILING_TAG } from '../state/failing-mark.ts';
import { KEEPS_TAG, PROOF_TAG, type Proof, writeProof } from '../state/proof-mark.ts';
import type { Means } from '../tick-context.ts';

/** Instances that one call marks. */
const PER_CALL = 50;

/**
 * Notes on instances what was proven of them. Where that is refused, such as one that has no room for a tag, the proof
 * holds for this tick alone, and the instance is named.
 */
export async function markProven(proof: Proof, sightings: readonly Sighting[], tools: Tools): Promise<void> {
  const over = proof.others === null ? [KEEPS_TAG] : [KEEPS_TAG, FAILING_TAG];
  for (const one of sightings) tools.proofs.set(keyOf(one), proof);
  await atEachPlace(sightings, placeIn(tools.drivers), async (place, here) => {
    const marking = chunk(here, PER_CALL).map((some) => markSome(writeProof(proof), some, { place, tools, over }));
    await Promise.all(marking);
  });
}

interface Here {
  readonly place: Place;
  readonly tools: Tools;
  /** Tags that the proof ends. */
  readonly over: readonly string[];
}

async function markSome(value: string, some: readonly Sighting[], here: Here): Promise<void> {
  const { driver, regionId } = here.place;
  const isMarked = await driver.tag(regionId, idsOf(some), { [PROOF_TAG]: value }).then(
    () => true,
    onCloudError((error) => noteUnmarked(some, error, here)),
  );
  const ended = isMarked
    ? some.filter(({ observed }) => here.over.some((tag) => observed.tags?.[tag] !== undefined))
    : [];
  if (ended.length > 0) await driver.untag(regionId, idsOf(ended), here.over).catch(onCloudError(() => {}));
  if (!isMarked && some.length > 1) for (const one of some) await markSome(value, [one], here);
}

function noteUnmarked(
  [one, ...others]: readonly Sighting[],
  { code, message, requestId }: { code: string; message: string; requestId: string | null },
  { tools }: Here,
): false {
  const failed = { status: 'failed', code, message, how: null, cloudRequestIds: requestId ? [requestId] : [] } as const;
  if (one && others.length === 0) tools.journal.note(one, { step: 'tag', generation: '', ...failed });
  return false;
}

/** Takes marks off: what was proven does not count any more. */
export async function unmarkProven(sightings: readonly Sighting[], means: Means): Promise<void> {
  for (const one of sightings) means.proofs.delete(keyOf(one));
  await atEachPlace(sightings, placeIn(means.drivers), ({ driver, regionId }, here) =>
    driver.untag(regionId, idsOf(here), [PROOF_TAG]).catch(onCloudError(() => {})),
  );
}

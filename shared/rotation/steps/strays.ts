import type { Sighting } from '../../products/sighting.ts';
import { isClaimedByOther } from '../../restart/claim.ts';
import { isMarked, startAsTheyAre, unmark } from '../state/marks.ts';
import { type Survey, standing } from '../state/survey.ts';
import type { Means } from '../tick-context.ts';

/** Somebody else has claimed it, and may be at work. */
function isOthers({ observed }: Sighting, { requestId, clock }: Means): boolean {
  return isClaimedByOther(observed, { kind: 'rotate', requestId }, clock.now());
}

/** Marked ones that are no business of this rotation any more run again, with what they carry. */
export async function releaseStrays(seen: Survey, means: Means): Promise<void> {
  const ours = new Set(standing(seen, 'pending'));
  const strays = seen.sightings.filter((one) => isMarked(one) && !ours.has(one) && !isOthers(one, means));
  if (strays.length === 0) return;
  await startAsTheyAre(strays, means);
  await unmark(
    strays.filter(({ observed }) => observed.status === 'Running'),
    means,
  );
}

import { type Ledger, targetOf } from '../ledger/ledger.ts';
import { keyOf, type Sighting } from '../products/sighting.ts';
import { RESTART_PATIENCE_MS } from '../restart/tag.ts';
import type { Tools } from './open-tick.ts';
import type { Sight } from './sight.ts';
import { isMarkedLately } from './state/marks.ts';
import { dueOf, type Survey } from './state/survey.ts';
import type { Means } from './tick-context.ts';

/** Whatever became of a tick, another one comes soon for who is away; also when that could not be seen this time. */
export async function comeBackSoon(sight: Sight | null, awaySinceMs: number | null, { followUp, clock }: Tools) {
  const nowMs = clock.now();
  if (sight?.sightings.some((one) => isMarkedLately(one, nowMs))) return followUp.arrange();
  const isUnseen = sight === null || sight.unlisted.length > 0;
  const wasLately = awaySinceMs !== null && nowMs - awaySinceMs < RESTART_PATIENCE_MS;
  return isUnseen && wasLately && followUp.arrange(awaySinceMs);
}

/** Whether the next tick would get further right now: this one has, and there is more that is due. */
export function hasLeftWork(ledger: Ledger, seen: Survey, means: Means): boolean {
  const isProven = (one: Sighting) => means.proofs.get(keyOf(one))?.generation === targetOf(ledger)?.name;
  return means.proofs.size > 0 && dueOf(seen, ledger, means).some((one) => !isProven(one));
}

import { decide } from '../fleet/compare.ts';
import type { Sighting } from '../fleet/match.ts';
import type { Outcome } from '../report.ts';
import { isTagged } from '../restart/tag.ts';
import { carryOut } from './carry-out.ts';
import type { Means } from './means.ts';
import { outcomeOfLeaving, outcomeOfUnseen } from './outcomes.ts';
import { type Due, mayAppear, mayRipen, type Progress, settleOnline } from './readiness.ts';
import { lookAt } from './sight.ts';
import { keyOf, type Subject } from './subject.ts';

const FIRST_POLL_MS = 1_000;
const MAX_POLL_MS = 5_000;

/**
 * Looks at instances and acts on those that are ready, until all are or the time to wait is over: what is not ready
 * then is left to the next event or the timer.
 */
export async function follow(subjects: readonly Subject[], means: Means): Promise<Outcome[]> {
  const { clock } = means.invocation;
  const startMs = clock.now();
  const outcomes: Outcome[] = [];
  let open = subjects;
  for (let pollMs = FIRST_POLL_MS; open.length > 0; pollMs = Math.min(MAX_POLL_MS, pollMs * 1.5)) {
    const nowMs = clock.now();
    const progress = { waitedMs: nowMs - startMs, isLast: means.dryRun || nowMs + pollMs >= means.waitUntilMs };
    const round = await takeRound(open, means, progress);
    outcomes.push(...round.outcomes);
    open = round.open;
    if (open.length > 0) await clock.sleep(pollMs);
  }
  return outcomes;
}

interface Round {
  readonly outcomes: readonly Outcome[];
  readonly open: readonly Subject[];
}

async function takeRound(subjects: readonly Subject[], means: Means, progress: Progress): Promise<Round> {
  const { seen, unseen } = await lookAt(subjects, means.drivers);
  const open: Subject[] = [];
  const dues: Due[] = [];
  const outcomes: Outcome[] = [];
  for (const subject of subjects) {
    const sighting = seen.get(keyOf(subject));
    const error = unseen.get(keyOf(subject));
    if (!sighting && !error && mayAppear(progress)) open.push(subject);
    else if (!sighting) outcomes.push(outcomeOfUnseen(subject, error));
    else sort(subject, sighting);
  }
  const { ready, waiting } = await settleOnline(dues, means.drivers, progress);
  outcomes.push(...(await carryOut(ready, means)));
  return { outcomes, open: [...open, ...waiting.map(({ subject }) => subject)] };

  function sort(subject: Subject, sighting: Sighting) {
    const decision = decideNow(sighting, means);
    const carried = sighting.observed.keyPairName;
    const tagged = isTagged(sighting.observed);
    if (decision.do === 'attach') dues.push({ subject, decision, carried: carried ?? null, isTagged: tagged });
    else if (mayRipen(decision, progress)) open.push(subject);
    else outcomes.push(outcomeOfLeaving(subject, decision, carried));
  }
}

export function decideNow(sighting: Sighting, { fleet, invocation, currentOf }: Means) {
  return decide(fleet, sighting, { nowMs: invocation.clock.now(), currentOf });
}

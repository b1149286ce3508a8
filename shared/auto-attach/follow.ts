import type { Outcome } from '../change/report.ts';
import { decide } from '../fleet/compare.ts';
import { observe } from '../instances/look.ts';
import { instanceIn } from '../instances/place.ts';
import type { Sighting } from '../products/sighting.ts';
import { isTagged } from '../restart/tag.ts';
import { carryOut } from './carry-out.ts';
import type { AutoAttachRun } from './context.ts';
import { outcomeOfLeaving, outcomeOfUnseen } from './outcomes.ts';
import { type Due, decideByAgent, isInTransition, mayStillBeListed, type Progress } from './readiness.ts';
import type { Subject } from './subject.ts';

const FIRST_POLL_MS = 1_000;
const MAX_POLL_MS = 5_000;

/**
 * Looks at instances and acts on those that are ready, until all are or the time to wait is over: what is not ready
 * then is left to the next event or the timer.
 */
export async function follow(subjects: readonly Subject[], run: AutoAttachRun): Promise<Outcome[]> {
  const { clock } = run.invocation;
  const startMs = clock.now();
  const outcomes: Outcome[] = [];
  let open = subjects;
  for (let pollMs = FIRST_POLL_MS; open.length > 0; pollMs = Math.min(MAX_POLL_MS, pollMs * 1.5)) {
    const nowMs = clock.now();
    const progress = { waitedMs: nowMs - startMs, isLast: run.dryRun || nowMs + pollMs >= run.waitUntilMs };
    const round = await takeRound(open, run, progress);
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

async function takeRound(subjects: readonly Subject[], run: AutoAttachRun, progress: Progress): Promise<Round> {
  const { seen, unseen } = await observe(subjects, instanceIn(run.drivers));
  const open: Subject[] = [];
  const dues: Due[] = [];
  const outcomes: Outcome[] = [];
  for (const subject of subjects) {
    const [observed, error] = [seen.get(subject), unseen.get(subject)];
    if (!observed && !error && mayStillBeListed(progress)) open.push(subject);
    else if (!observed) outcomes.push(outcomeOfUnseen(subject, error));
    else sort(subject, { ...subject, observed });
  }
  const { ready, waiting } = await decideByAgent(dues, run.drivers, progress);
  outcomes.push(...(await carryOut(ready, run)));
  return { outcomes, open: [...open, ...waiting.map(({ subject }) => subject)] };

  function sort(subject: Subject, sighting: Sighting) {
    const decision = decideNow(sighting, run);
    const carried = sighting.observed.keyPairName;
    const tagged = isTagged(sighting.observed);
    if (decision.do === 'attach') dues.push({ subject, decision, carried: carried ?? null, isTagged: tagged });
    else if (isInTransition(decision, progress)) open.push(subject);
    else outcomes.push(outcomeOfLeaving(subject, decision, carried));
  }
}

export function decideNow(sighting: Sighting, { fleet, invocation, currentOf, isRevoked }: AutoAttachRun) {
  return decide(fleet, sighting, { nowMs: invocation.clock.now(), currentOf, isRevoked });
}

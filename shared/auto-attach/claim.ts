import type { Outcome } from '../change/report.ts';
import { callFailed } from '../change/verdict.ts';
import { onCloudError } from '../cloud/errors.ts';
import { observe } from '../instances/look.ts';
import { atEachPlace, failuresOf, instanceIn } from '../instances/place.ts';
import { groupBy } from '../lists.ts';
import { instanceKey } from '../products/sighting.ts';
import { CLAIM_MS, restartUnderWay } from '../restart/claim.ts';
import { RESTART_CLAIM_TAG, RESTART_SINCE_TAG, RESTART_TAG, untagAfterRestart } from '../restart/tag.ts';
import type { AutoAttachRun } from './context.ts';
import { outcomeOfDue } from './outcomes.ts';
import type { Due } from './readiness.ts';

export interface Claims {
  readonly won: readonly Due[];
  /** Outcomes of the others. */
  readonly lost: readonly Outcome[];
}

/**
 * Lets one of several simultaneous runs restart an instance: each writes a tag with its own name, waits, and goes on
 * only where its name still stands and the instance was not changed meanwhile. The cloud has no
 * compare-and-set for tags, so this holds as long as a look and the tag after it are less than the wait apart.
 */
export async function claimRestarts(dues: readonly Due[], run: AutoAttachRun): Promise<Claims> {
  if (dues.length === 0) return { won: [], lost: [] };
  const { clock, requestId } = run.invocation;
  const claim = `${new Date(clock.now()).toISOString()} ${requestId}`;
  const refused = await writeClaims(dues, claim, run);
  const written = dues.filter((due) => !refused.has(due));
  await clock.sleep(CLAIM_MS);
  const { seen } = await observe(written, dueIn(run));
  const isWon = (due: Due) => {
    const observed = seen.get(due);
    return observed?.tags?.[RESTART_CLAIM_TAG] === claim && (due.carried ?? null) === (observed.keyPairName ?? null);
  };
  const lost = written
    .filter((due) => !isWon(due))
    .map((due) => outcomeOfDue(due.subject, due.decision, restartUnderWay));
  return { won: written.filter(isWon), lost: [...refused.values(), ...lost] };
}

function dueIn({ drivers }: AutoAttachRun) {
  const spotOf = instanceIn(drivers);
  return ({ subject }: Due) => spotOf(subject);
}

const idsOf = (dues: readonly Due[]) => dues.map(({ subject }) => subject.instanceId);

/** A tag that an interrupted run left keeps its time, which tells whether that restart has happened. */
async function writeClaims(dues: readonly Due[], claim: string, run: AutoAttachRun) {
  const refused = new Map<Due, Outcome>();
  const since = new Date(run.invocation.clock.now()).toISOString();
  const tagsFor = ({ decision, isTagged: wasTagged }: Due) => ({
    ...(!wasTagged && { [RESTART_TAG]: decision.keyPairName, [RESTART_SINCE_TAG]: since }),
    [RESTART_CLAIM_TAG]: claim,
  });
  await atEachPlace(dues, dueIn(run), async ({ driver, regionId }, here) => {
    const alike = groupBy(here, (due) => JSON.stringify(tagsFor(due)));
    const failed = alike.map((some) => failuresOf(some, driver.tag(regionId, idsOf(some), tagsFor(some[0]))));
    for (const [due, error] of (await Promise.all(failed)).flatMap((some) => [...some])) {
      refused.set(due, outcomeOfDue(due.subject, due.decision, callFailed(error)));
    }
  });
  return refused;
}

/** Takes the marks off where no restart was begun, so that no later run finishes it. */
export async function releaseClaims(
  dues: readonly Due[],
  outcomes: readonly Outcome[],
  run: AutoAttachRun,
): Promise<void> {
  const idle = new Set(outcomes.filter(isIdle).map(instanceKey));
  const free = dues.filter((due) => !due.isTagged && idle.has(instanceKey(due.subject)));
  await atEachPlace(free, dueIn(run), ({ driver, regionId }, here) =>
    untagAfterRestart(driver, regionId, idsOf(here)).catch(onCloudError(() => {})),
  );
}

/** Not even looked at, or seen without the key pair, for a reason that has nothing to do with time. */
function isIdle({ status, attached, seenBy }: Outcome): boolean {
  return (attached === 'no' || seenBy === null) && (status === 'failed' || status === 'skipped');
}

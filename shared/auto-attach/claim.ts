import { CloudError } from '../cloud/errors.ts';
import { groupBy } from '../group.ts';
import type { Outcome } from '../report.ts';
import { RESTART_CLAIM_TAG, RESTART_SINCE_TAG, RESTART_TAG, untagAfterRestart } from '../restart/tag.ts';
import { notStarted, refusedWhole, skipped } from '../verdict.ts';
import type { Means } from './means.ts';
import { outcomeOfDue } from './outcomes.ts';
import type { Due } from './readiness.ts';
import { lookAt } from './sight.ts';
import { keyOf, placeOf } from './subject.ts';

/** Longer than it takes from a look to a written tag, so that everybody who looked before has written. */
const CLAIM_MS = 2_000;

export interface Claims {
  readonly won: readonly Due[];
  /** What is to be said of the others. */
  readonly lost: readonly Outcome[];
}

/**
 * Sees to it that of several runs that would restart an instance at once, one does: each writes a tag with its own
 * name, waits, and goes on only where its name still stands and nothing has been done meanwhile. The cloud has no
 * compare-and-set for tags, so this holds as long as a look and the tag after it are less than the wait apart.
 */
export async function claimRestarts(dues: readonly Due[], means: Means): Promise<Claims> {
  if (dues.length === 0) return { won: [], lost: [] };
  const { clock, requestId } = means.invocation;
  const claim = `${new Date(clock.now()).toISOString()} ${requestId}`;
  const refused = await writeClaims(dues, claim, means);
  const written = dues.filter((due) => !refused.has(due));
  await clock.sleep(CLAIM_MS);
  const { seen } = await lookAt(
    written.map(({ subject }) => subject),
    means.drivers,
  );
  const isWon = (due: Due) => {
    const observed = seen.get(keyOf(due.subject))?.observed;
    return observed?.tags?.[RESTART_CLAIM_TAG] === claim && (due.carried ?? null) === (observed.keyPairName ?? null);
  };
  const lost = written.filter((due) => !isWon(due)).map((due) => outcomeOfDue(due.subject, due.decision, atWork));
  return { won: written.filter(isWon), lost: [...refused.values(), ...lost] };
}

const atWork = skipped('RestartUnderWay', 'somebody else has begun to restart it');

/** A tag that an interrupted run left keeps its time, which tells whether that restart has happened. */
async function writeClaims(dues: readonly Due[], claim: string, { drivers, invocation }: Means) {
  const refused = new Map<Due, Outcome>();
  const since = new Date(invocation.clock.now()).toISOString();
  const tagsFor = ({ decision, isTagged: wasTagged }: Due) => ({
    ...(!wasTagged && { [RESTART_TAG]: decision.keyPairName, [RESTART_SINCE_TAG]: since }),
    [RESTART_CLAIM_TAG]: claim,
  });
  const groups = groupBy(dues, (due) => JSON.stringify([placeOf(due.subject), tagsFor(due)]));
  await Promise.all(
    groups.map(async (group) => {
      const [first] = group;
      if (!first) return;
      const { product, regionId } = first.subject;
      const ids = group.map(({ subject }) => subject.instanceId);
      try {
        await drivers[product].tag(regionId, ids, tagsFor(first));
      } catch (error) {
        if (!(error instanceof CloudError)) throw error;
        const verdict = error.fate === 'deadline' ? notStarted(error) : refusedWhole(error);
        for (const due of group) refused.set(due, outcomeOfDue(due.subject, due.decision, verdict));
      }
    }),
  );
  return refused;
}

/** Takes the marks off where nothing came of the claim, so that nobody finishes a restart that was never begun. */
export async function releaseClaims(dues: readonly Due[], outcomes: readonly Outcome[], means: Means): Promise<void> {
  const idle = new Set(outcomes.filter(isIdle).map(keyOf));
  const free = dues.filter((due) => !due.isTagged && idle.has(keyOf(due.subject)));
  await Promise.all(
    groupBy(free, ({ subject }) => placeOf(subject)).map(async (group) => {
      const [first] = group;
      if (!first) return;
      const { product, regionId } = first.subject;
      const ids = group.map(({ subject }) => subject.instanceId);
      await untagAfterRestart(means.drivers[product], regionId, ids).catch((error: unknown) => {
        if (!(error instanceof CloudError)) throw error;
      });
    }),
  );
}

/** Not even looked at, or seen without the key pair, for a reason that has nothing to do with time. */
function isIdle({ status, attached, seenBy }: Outcome): boolean {
  return (attached === 'no' || seenBy === null) && (status === 'failed' || status === 'skipped');
}

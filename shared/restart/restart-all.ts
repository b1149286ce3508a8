import { LEFT, skipped, unknown, type Verdict } from '../verdict.ts';
import { restartUnderWay } from './claim.ts';
import type { RestartJob } from './job.ts';
import { createRestarts, isChangedStopped, type Restarts } from './restarts.ts';
import { type Ending, roll } from './roll.ts';
import { RESTART_PATIENCE_MS } from './tag.ts';
import { windowSize } from './window.ts';

/**
 * Restarts instances in a rolling window over all products and regions, and proves each as it comes back. Products that
 * are changed only while stopped are changed on the way; all others have to be changed and marked before.
 * @returns `back`, or why an instance was not restarted or is not known to be back, for each item
 */
export async function restartAll<Item>(
  items: readonly Item[],
  job: RestartJob<Item>,
): Promise<Map<Item, Verdict | 'back'>> {
  const { maxUnavailable, maxFailures, endMs } = job.limits;
  const size = windowSize(maxUnavailable, items.length);
  const limits = { size, maxFailures, awayMs: RESTART_PATIENCE_MS, endMs };
  const rebooting = items.filter((item) => !isChangedStopped(item, job));
  const restarts = createRestarts(job, await job.proof.bootIds(rebooting));
  const endings = await roll(items, restarts.actions, limits, job.clock, restarts.handOver);
  await restarts.cleared();
  const hasFailed = [...endings.values()].some((ending) => typeof ending === 'object');
  const describe = (item: Item, ending: Ending<Verdict>): Verdict | 'back' => {
    const inGroup = job.standby?.verdictOf(item);
    if (typeof ending === 'object') return alsoSaying(ending.failure, inGroup);
    if (ending === 'away') return away(item, job, restarts);
    if (ending === 'taken') return inGroup ?? restartUnderWay;
    return ending === 'back' ? (inGroup ?? 'back') : notBegun(isChangedStopped(item, job), hasFailed);
  };
  return new Map([...endings].map(([item, ending]) => [item, describe(item, ending)]));
}

/** A reboot that was refused, and what became of the standby that was for it. */
function alsoSaying(failure: Verdict, inGroup: Verdict | undefined): Verdict {
  return inGroup ? { ...failure, message: `${failure.message}; ${inGroup.message}` } : failure;
}

/** A later run goes on, and finds out what is not known of it yet; or only its proof is missing. */
function away<Item>(item: Item, { handOver }: RestartJob<Item>, { doubts }: Restarts<Item>): Verdict {
  const flaw = doubts.of(item);
  if (handOver) {
    const soFar = flaw ? `; so far: ${flaw.message}` : '';
    return unknown(LEFT.underWay, `it is restarting, and a later run goes on with it${soFar}`);
  }
  if (flaw) return unknown(flaw.code, `restarted, but when time ran out: ${flaw.message}`);
  return unknown(LEFT.underWay, 'it was restarting when time ran out; the same request again goes on');
}

function notBegun(isStoppedFirst: boolean, hasFailed: boolean): Verdict {
  const effect = isStoppedFirst ? 'nothing was changed' : 'the change is in force from its next start on';
  if (hasFailed) return skipped(LEFT.halted, `not restarted, because restarts before it failed; ${effect}`);
  const code = isStoppedFirst ? LEFT.notStarted : LEFT.notRestarted;
  return skipped(code, `not restarted for want of time; ${effect}; the same request again goes on`);
}

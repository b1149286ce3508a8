import { dispatch } from '../dispatch.ts';
import type { Outcome } from '../report.ts';
import { claimRestarts, releaseClaims } from './claim.ts';
import { toCommands } from './commands.ts';
import type { Means } from './means.ts';
import { beyondLimit, foretellAttach, outcomeOfDue } from './outcomes.ts';
import type { Due } from './readiness.ts';

/** Attaches what is due, as far as the run's limit goes, one way after the other; restarts come last. */
export async function carryOut(dues: readonly Due[], means: Means): Promise<Outcome[]> {
  const within = dues.slice(0, means.allowance);
  means.allowance -= within.length;
  const beyond = dues
    .slice(within.length)
    .map(({ subject, decision }) => outcomeOfDue(subject, decision, beyondLimit(means.fleet.limits.maxInstances)));
  if (means.dryRun) return [...within.map(foretell), ...beyond];
  const isRestart = ({ decision }: Due) => decision.takeEffect === 'restart';
  const others = await run(
    within.filter((due) => !isRestart(due)),
    means,
  );
  const { won, lost } = await claimRestarts(within.filter(isRestart), means);
  const restarted = await run(won, means);
  await releaseClaims(won, restarted, means);
  return [...others, ...restarted, ...lost, ...beyond];
}

const foretell = ({ subject, decision }: Due) => outcomeOfDue(subject, decision, foretellAttach(decision));

async function run(dues: readonly Due[], { invocation }: Means): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const command of toCommands(dues)) outcomes.push(...(await dispatch(command, invocation)).results);
  return outcomes;
}

import { dispatch } from '../change/dispatch.ts';
import type { Outcome } from '../change/report.ts';
import { claimRestarts, releaseClaims } from './claim.ts';
import { toCommands } from './commands.ts';
import type { AutoAttachRun } from './context.ts';
import { beyondLimit, describeDue, outcomeOfDue } from './outcomes.ts';
import type { Due } from './readiness.ts';

/** Attaches what is due, as far as the run's limit goes, one way after the other; restarts come last. */
export async function carryOut(dues: readonly Due[], run: AutoAttachRun): Promise<Outcome[]> {
  const within = dues.slice(0, run.allowance);
  run.allowance -= within.length;
  const beyond = dues
    .slice(within.length)
    .map(({ subject, decision }) => outcomeOfDue(subject, decision, beyondLimit(run.fleet.limits.maxInstances)));
  if (run.dryRun) return [...within.map(tellDue), ...beyond];
  const isRestart = ({ decision }: Due) => decision.takeEffect === 'restart';
  const others = await attachAll(
    within.filter((due) => !isRestart(due)),
    run,
  );
  const { won, lost } = await claimRestarts(within.filter(isRestart), run);
  const restarted = await attachAll(won, run);
  await releaseClaims(won, restarted, run);
  return [...others, ...restarted, ...lost, ...beyond];
}

const tellDue = ({ subject, decision }: Due) => outcomeOfDue(subject, decision, describeDue(decision));

async function attachAll(dues: readonly Due[], { invocation, fleet }: AutoAttachRun): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const command of toCommands(dues)) outcomes.push(...(await dispatch(command, invocation, fleet)).results);
  return outcomes;
}

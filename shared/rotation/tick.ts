import { onCloudError } from '../cloud/errors.ts';
import { type Ledger, readLedger } from '../ledger/ledger.ts';
import { comeBackSoon, hasLeftWork } from './come-back.ts';
import { openTools, type Tools } from './open-tick.ts';
import { type Problem, toProblem } from './problem.ts';
import type { Starter } from './secret/content.ts';
import { startStranded } from './state/marks.ts';
import type { Survey } from './state/survey.ts';
import { readSecret } from './steps/create.ts';
import { releaseOrphans } from './steps/release.ts';
import type { Means } from './tick-context.ts';
import { type Attempt, beginLook, FIRST_STEPS, type State, steps } from './tick-steps.ts';

/** What a tick saw last, did, and stopped at. */
export interface Outcome {
  readonly ledger: Ledger;
  readonly seen: Survey | null;
  readonly tools: Tools;
  /** What kept it from going on; null when nothing did. */
  readonly problem: Problem | null;
}

export interface TickOptions {
  /** Begins a rotation, due or not. */
  readonly begin?: boolean;
  /** Of a follow-up: since when an instance was last seen away, epoch milliseconds. */
  readonly awaySinceMs?: number | null;
}

/** Does what is due and fits into the time there is. Every step first looks whether it has happened already. */
export async function tick(starter: Starter, means: Means, options: TickOptions = {}): Promise<Outcome> {
  const { begin = false, awaySinceMs = null } = options;
  const tools = openTools(means, awaySinceMs !== null);
  const first = await tickOnce(starter, { begin, awaySinceMs, tools });
  // Another run has changed what is wanted: once more, with what is wanted now.
  if (first.problem?.code !== 'ChangedMeanwhile') return first;
  const again = await tickOnce(starter, { begin: false, awaySinceMs, tools });
  // What was imported for what is forgotten by now.
  if (!again.problem) await releaseOrphans(again.ledger, tools).catch(onCloudError(() => {}));
  return again;
}

async function tickOnce(starter: Starter, attempt: Attempt): Promise<Outcome> {
  const { tools } = attempt;
  const shared = { ...attempt, starter, looking: beginLook(tools) };
  let state: State = { ledger: readLedger(tools.keyPair.name, []), seen: null, first: null, isLeft: false };
  let isFirstStep = true;
  const lastSight = async () => state.seen ?? (await shared.looking.catch(() => null));
  try {
    for (const step of steps) {
      isFirstStep = FIRST_STEPS.includes(step);
      if (await step.isDue(state, shared)) state = { ...state, ...(await step.run(state, shared)) };
    }
    return { ledger: state.ledger, seen: state.seen, tools, problem: null };
  } catch (error) {
    await startStranded((await lastSight())?.sightings ?? [], tools);
    const ledger = await readSecret(tools).catch(() => state.ledger);
    return { ledger, seen: state.seen, tools, problem: toProblem(error, isFirstStep) };
  } finally {
    const isComing = await comeBackSoon(await lastSight(), attempt.awaySinceMs, tools);
    if (!isComing && state.seen && hasLeftWork(state.ledger, state.seen, tools)) await tools.followUp.arrange(null);
  }
}

import type { Duel } from './duels.ts';
import { Broken, checkAlways } from './invariants.ts';
import { type Memory, nothing, remember } from './memory.ts';
import { comeToRest } from './rest.ts';
import { type Counted, type Played, play, playAll, type Schedule } from './schedule.ts';
import { openStart } from './starts.ts';
import { lookAt } from './view.ts';

/** A schedule after which something does not hold. */
export interface Finding {
  readonly invariant: string;
  readonly sentence: string;
  readonly schedule: Schedule;
  readonly story: string;
}

export interface DuelEnd extends Counted {
  readonly deaths: number;
  readonly findings: readonly Finding[];
}

/** How far a duel is played. */
export interface Extent {
  /** Preemptions at most. */
  readonly most: number;
  /** Of so many schedules one is played again with a worker that dies: before its call is sent, and after it was applied. */
  readonly deathEvery: number;
}

/** Plays a duel in every order, and with deaths at a sample of them. */
export async function runDuel(duel: Duel, { most, deathEvery }: Extent): Promise<DuelEnd> {
  const findings: Finding[] = [];
  const known = new Set<string>();
  let deaths = 0;
  let preempted = 0;
  const counted = await playAll(most, async (schedule) => {
    const played = await playOne(duel, schedule, known, findings);
    if (schedule.turns.length === 0 || preempted++ % deathEvery !== 0) return played;
    for (const death of ['lost', 'applied'] as const) {
      await playOne(duel, { ...schedule, death }, known, findings);
      deaths++;
    }
    return played;
  });
  return { ...counted, deaths, findings };
}

/** Plays one; what it breaks is added to the findings. */
async function playOne(duel: Duel, schedule: Schedule, known: Set<string>, findings: Finding[]): Promise<Played> {
  const stage = await openStart(duel.start, duel.product);
  stage.isCalledAgain = duel.isCalledAgain ?? false;
  await duel.prepare?.(stage);
  let memory: Memory = remember(nothing, lookAt(stage), false);
  const workers = await duel.begin(stage);
  const story: string[] = [];
  const found: Broken[] = [];
  const note = (error: unknown) => {
    if (!(error instanceof Broken)) throw error;
    found.push(error);
  };
  const played = await play(schedule, workers, (worker) => {
    story.push(`${worker.name}: ${worker.calls.at(-1)}`);
    const view = lookAt(stage);
    try {
      if (found.length === 0) checkAlways(view, memory);
    } catch (error) {
      note(error);
    }
    memory = remember(memory, view, false);
  });
  for (const worker of workers) worker.report();
  if (found.length === 0) await comeToRest(stage, memory, known).catch(note);
  const [first] = found;
  if (first) findings.push({ invariant: first.invariant, sentence: first.sentence, schedule, story: tell(story) });
  return played;
}

/** Calls one after the other, of each turn the last one. */
function tell(calls: readonly string[]): string {
  const turns: string[][] = [];
  for (const call of calls) {
    const turn = turns.at(-1);
    if (turn?.[0]?.split(':')[0] === call.split(':')[0]) turn?.push(call);
    else turns.push([call]);
  }
  return turns.map((turn) => `${turn.length} calls up to ${turn.at(-1)}`).join('; then ');
}

import { dependsOn } from './dependence.ts';
import type { Fate, Worker } from './worker.ts';

/** Where the two take turns: `first` makes so many calls, then the other does, then the first goes on to its end. */
export interface Schedule {
  readonly first: 0 | 1;
  /** Calls before each preemption. */
  readonly turns: readonly number[];
  /** Dies at the last call before the last preemption, instead of going on later. */
  readonly death?: Extract<Fate, 'lost' | 'applied'>;
}

/** What a schedule came to, as far as others follow from it. */
export interface Played {
  /** The calls after the last preemption, of the worker that made them to its end. */
  readonly calls: readonly string[];
  /** The next call of the worker that was preempted last; null: none was. */
  readonly preempted: string | null;
}

/**
 * Has two workers take turns as a schedule says.
 * @param onStep after every call
 */
export async function play(
  { first, turns, death }: Schedule,
  workers: readonly [Worker, Worker],
  onStep: (worker: Worker) => void,
): Promise<Played> {
  let [now, then] = [workers[first], workers[first === 0 ? 1 : 0]] as const;
  const run = async (worker: Worker, most: number, isLastTurn: boolean) => {
    for (let calls = 1; calls <= most && !worker.isOver(); calls++) {
      const dies = isLastTurn && calls === most && death !== undefined;
      await worker.step(dies ? death : 'answered');
      onStep(worker);
      if (dies) worker.kill();
    }
  };
  for (const [at, calls] of turns.entries()) {
    await run(now, calls, at === turns.length - 1);
    [now, then] = [then, now];
  }
  const preempted = turns.length > 0 ? then.next() : null;
  const before = now.calls.length;
  await run(now, Number.POSITIVE_INFINITY, false);
  const calls = now.calls.slice(before);
  await run(then, Number.POSITIVE_INFINITY, false);
  return { calls, preempted };
}

/** How many schedules there are, and how many of them were played. */
export interface Counted {
  readonly schedules: number;
  readonly played: number;
}

/**
 * Plays every schedule with at most so many preemptions: those with one more follow from the calls after the last one. One
 * that is a longer turn of the preempted worker by another name is left out: its next call has nothing to do with what the
 * other did meanwhile, so it may as well come before.
 */
export async function playAll(most: number, playOne: (schedule: Schedule) => Promise<Played>): Promise<Counted> {
  let [schedules, played] = [0, 0];
  const follow = async (schedule: Schedule): Promise<void> => {
    schedules++;
    played++;
    const { calls, preempted } = await playOne(schedule);
    if (schedule.turns.length === most) return;
    for (let turn = 1; turn < calls.length; turn++) {
      const isOther = preempted === null || calls.slice(0, turn).some((call) => dependsOn(preempted, call));
      if (isOther) await follow({ ...schedule, turns: [...schedule.turns, turn] });
      else schedules++;
    }
  };
  for (const first of [0, 1] as const) await follow({ first, turns: [] });
  return { schedules, played };
}

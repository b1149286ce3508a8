import type { Verdict } from '../verdict.ts';
import type { RestartJob } from './job.ts';
import { clearMarks, markAgain } from './marks.ts';
import type { Ended } from './restarter.ts';

/** The marks that a roll writes beside its other work. */
export interface PendingMarks<Item> {
  /** Where this run is not to see it through, no other run may have taken the mark off what it has stopped. */
  again(items: readonly Item[]): void;
  /**
   * Takes the marks off what runs again or has failed. With a run to hand over to, that is only what failed on its way:
   * what runs and is not let in keeps its mark, until the caller has dealt with it. The next ones need not wait for that.
   */
  restarted(results: Ended<Item>): Promise<void>;
  /** Takes the marks off what was proven, where that was waited for. */
  proven(confirmed: Ended<Item>): void;
  /** Resolves when all are written. */
  written(): Promise<unknown>;
}

export function openMarks<Item>(job: RestartJob<Item>): PendingMarks<Item> {
  const marking: Promise<void>[] = [];
  const clearing: Promise<void>[] = [];
  const clear = (results: Ended<Item>, isOver: (ending: Ending) => boolean) =>
    clearMarks(
      [...results].filter(([, ending]) => isOver(ending)).map(([item]) => item),
      job,
      (item) => results.get(item) === 'back',
    );
  return {
    again: (items) => {
      if (job.handOver && items.length > 0) marking.push(markAgain(items, job));
    },
    restarted: async (results) => {
      await Promise.all(marking.splice(0));
      if (job.handOver) clearing.push(clear(results, isFailed));
      else await clear(results, isKnown);
    },
    proven: (confirmed) => {
      if (job.handOver) clearing.push(clear(confirmed, isBack));
    },
    written: () => Promise.all([...marking, ...clearing]),
  };
}

type Ending = Verdict | 'back';

const isBack = (ending: Ending) => ending === 'back';

/** Known not to have come to its end. */
const isFailed = (ending: Ending) => ending !== 'back' && ending.status !== 'unknown';

/** What is not known to run again keeps its mark, so that the next run looks after it. */
const isKnown = (ending: Ending) => isBack(ending) || isFailed(ending);

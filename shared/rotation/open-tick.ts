import { type FollowUp, openFollowUp } from './follow-up.ts';
import { type Journal, openJournal } from './journal.ts';
import { type Keys, openKeys } from './secret/keys.ts';
import type { Means } from './tick-context.ts';

/** {@link Means}, and what the steps of one tick keep for each other. */
export interface Tools extends Means {
  readonly keys: Keys;
  readonly journal: Journal;
  readonly followUp: FollowUp;
  /** This tick is one itself: it comes for what is away, and the timer's ticks do the rest. */
  readonly isFollowUp: boolean;
}

export function openTools(means: Means, isFollowUp = false): Tools {
  return {
    ...means,
    keys: openKeys(means),
    journal: openJournal(means.clock),
    followUp: openFollowUp(means),
    isFollowUp,
  };
}

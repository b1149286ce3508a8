import { type FollowUp, openFollowUp } from './follow-up.ts';
import { type Journal, openJournal } from './journal.ts';
import { type Keys, openKeys } from './keys.ts';
import type { Means } from './means.ts';

/** What the steps of one tick have in common. */
export interface Tools {
  readonly keys: Keys;
  readonly journal: Journal;
  readonly followUp: FollowUp;
  /** This tick is one itself: it comes for what is away, and the timer's ticks do the rest. */
  readonly isFollowUp: boolean;
}

export function openTools(means: Means, isFollowUp = false): Tools {
  return { keys: openKeys(means), journal: openJournal(means.clock), followUp: openFollowUp(means), isFollowUp };
}

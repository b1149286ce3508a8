import { instanceIn, type Spot } from '../../instances/place.ts';
import type { Drivers } from '../../products/drivers.ts';
import { products } from '../../products/index.ts';
import type { Action } from '../command.ts';
import type { Step } from '../plan/step.ts';
import type { Attached, Effective, SeenBy } from '../report.ts';
import type { Verdict } from '../verdict.ts';

/** A step on its way: what has been seen of it so far. */
export interface Track {
  readonly step: Step;
  attached: Attached;
  effective: Effective;
  seenBy: SeenBy | null;
  /** What there is to say of it; null as long as nothing was changed and nothing failed. */
  verdict: Verdict | null;
  /** What could not be told of an edit inside; null where it was proven, or nothing was edited. */
  doubt: Verdict | null;
  /** Nothing more is to be done to it. */
  isOver: boolean;
}

export function startTrack(action: Action, step: Step): Track {
  const isDone = !step.call;
  const attached = (action === 'attach') === isDone ? 'yes' : 'no';
  return { step, attached, effective: 'unknown', seenBy: 'readBack', verdict: null, doubt: null, isOver: false };
}

/** Ends a track with what is to be said of it. */
export function end(track: Track, verdict: Verdict): void {
  track.verdict = verdict;
  track.isOver = true;
}

export const going = (tracks: readonly Track[]) => tracks.filter(({ isOver }) => !isOver);

export const idOf = ({ step }: Track) => step.item.instanceId;

export const idsOf = (tracks: readonly Track[]) => tracks.map(idOf);

export const productOf = ({ step }: Track) => products[step.item.keyPair.product];

/** It has to be stopped for the call, so the call is made between stop and start. */
export const isCalledStopped = (track: Track) => track.step.restart && !productOf(track).attachWhileRunning;

/** Where a track's instance is. */
export function trackIn(drivers: Drivers): (track: Track) => Spot {
  const spotOf = instanceIn(drivers);
  return (track) => spotOf({ ...track.step.item.keyPair, instanceId: idOf(track) });
}

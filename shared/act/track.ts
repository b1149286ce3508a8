import type { Action } from '../command.ts';
import type { Step } from '../plan.ts';
import { products } from '../products/index.ts';
import type { Attached, Effective, SeenBy } from '../report.ts';
import { failed, type Verdict } from '../verdict.ts';

/** A step on its way: what has been seen of it so far. */
export interface Track {
  readonly step: Step;
  attached: Attached;
  effective: Effective;
  seenBy: SeenBy | null;
  /** What there is to say of it; null as long as nothing was changed and nothing failed. */
  verdict: Verdict | null;
  /** Nothing more is to be done to it. */
  isOver: boolean;
}

export function startTrack(action: Action, step: Step): Track {
  const isDone = !step.call;
  const attached = (action === 'attach') === isDone ? 'yes' : 'no';
  return { step, attached, effective: 'unknown', seenBy: 'readBack', verdict: null, isOver: false };
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

/** The same product and region: what one call of power, tags or scripts may name. */
export const placeOf = ({ step }: Track) => `${step.item.keyPair.product} ${step.item.keyPair.regionId ?? ''}`;

/** It has to be stopped for the call, so the call is made between stop and start. */
export const isCalledStopped = (track: Track) => track.step.restart && !productOf(track).attachWhileRunning;

export function endAll(tracks: readonly Track[], { code, message }: { code: string; message: string }): void {
  for (const track of tracks) end(track, failed(code, message));
}

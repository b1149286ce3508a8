import type { AttachDecision, Decision } from '../fleet/decision.ts';
import { askAgents } from '../instances/agents.ts';
import { instanceIn } from '../instances/place.ts';
import type { Drivers } from '../products/drivers.ts';
import type { Subject } from './subject.ts';

/** An instance and what is to be done to it. */
export interface Due {
  readonly subject: Subject;
  readonly decision: AttachDecision;
  /** The key pair that it carried when this was decided. */
  readonly carried: string | null;
  /** A restart of it was begun before, and not finished. */
  readonly isTagged: boolean;
}

/** How long the agent of a new instance may take to report, before the fallback counts. */
const AGENT_PATIENCE_MS = 60_000;

/** How long a new instance may be missing from a listing: answers may be a moment behind. */
const LISTING_PATIENCE_MS = 5_000;

/** How far a run is: how long it has waited, and whether this is its last look. */
export interface Progress {
  readonly waitedMs: number;
  readonly isLast: boolean;
}

/** Whether an instance that is not listed may yet appear. */
export function mayStillBeListed({ waitedMs, isLast }: Progress): boolean {
  return !isLast && waitedMs < LISTING_PATIENCE_MS;
}

/** Whether an instance is on its way to a state in which it can be changed; not while another run is restarting it. */
export function isInTransition(decision: Decision, { isLast }: Progress): boolean {
  return !isLast && decision.do === 'nothing' && decision.isPassing && decision.code !== 'RestartUnderWay';
}

/**
 * Decides how online changes are made, now that it can be asked whether the agent answers. Those whose agent may still
 * be starting are `waiting`.
 */
export async function decideByAgent(
  dues: readonly Due[],
  drivers: Drivers,
  { waitedMs, isLast }: Progress,
): Promise<{ ready: Due[]; waiting: Due[] }> {
  const open = dues.filter(({ decision }) => hangsOnAgent(decision));
  const spotOf = instanceIn(drivers);
  const agents = await askAgents(open, ({ subject }) => spotOf(subject));
  const isAlive = (due: Due) => agents.get(due) === true;
  const mayWait = !isLast && waitedMs < AGENT_PATIENCE_MS;
  const isWaiting = (due: Due) => mayWait && open.includes(due) && due.decision.isNew && !isAlive(due);
  const waiting = dues.filter(isWaiting);
  const ready = dues
    .filter((due) => !waiting.includes(due))
    .map((due) => (open.includes(due) ? chooseWay(due, isAlive(due)) : due));
  return { ready, waiting };
}

/** Of an old instance without a restart in sight, the command itself asks. */
function hangsOnAgent({ takeEffect, fallback, isNew }: AttachDecision): boolean {
  return takeEffect === 'online' && (isNew || fallback === 'restart');
}

/** A restart is ours to claim first, so the command never falls back to one by itself. */
function chooseWay(due: Due, isAlive: boolean): Due {
  const { decision } = due;
  const { fallback } = decision;
  if (!isAlive && fallback === 'restart') {
    return { ...due, decision: { ...decision, takeEffect: 'restart', fallback: 'none' } };
  }
  return { ...due, decision: { ...decision, fallback: fallback === 'restart' ? 'none' : fallback } };
}

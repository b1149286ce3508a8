import { CloudError } from '../cloud/errors.ts';
import type { AttachDecision, Decision } from '../fleet/decision.ts';
import { groupBy } from '../group.ts';
import type { Drivers } from '../look.ts';
import { keyOf, placeOf, type Subject } from './subject.ts';

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
export function mayAppear({ waitedMs, isLast }: Progress): boolean {
  return !isLast && waitedMs < LISTING_PATIENCE_MS;
}

/** Whether an instance is on its way to a state in which something can be done. Who is at it already needs no help. */
export function mayRipen(decision: Decision, { isLast }: Progress): boolean {
  return !isLast && decision.do === 'nothing' && decision.isPassing && decision.code !== 'RestartUnderWay';
}

/**
 * Settles how online changes are made, now that it can be asked whether the agent answers. Those whose agent may still
 * be starting are `waiting`.
 */
export async function settleOnline(
  dues: readonly Due[],
  drivers: Drivers,
  { waitedMs, isLast }: Progress,
): Promise<{ ready: Due[]; waiting: Due[] }> {
  const open = dues.filter(({ decision }) => hangsOnAgent(decision));
  const alive = await agentsOf(open, drivers);
  const mayWait = !isLast && waitedMs < AGENT_PATIENCE_MS;
  const isWaiting = (due: Due) => mayWait && open.includes(due) && due.decision.isNew && !alive.has(keyOf(due.subject));
  const waiting = dues.filter(isWaiting);
  const ready = dues
    .filter((due) => !waiting.includes(due))
    .map((due) => (open.includes(due) ? settle(due, alive.has(keyOf(due.subject))) : due));
  return { ready, waiting };
}

/** Of an old instance without a restart in sight, the command itself asks. */
function hangsOnAgent({ takeEffect, fallback, isNew }: AttachDecision): boolean {
  return takeEffect === 'online' && (isNew || fallback === 'restart');
}

/** A restart is ours to claim first, so the command never falls back to one by itself. */
function settle(due: Due, isAlive: boolean): Due {
  const { decision } = due;
  const { fallback } = decision;
  if (!isAlive && fallback === 'restart') {
    return { ...due, decision: { ...decision, takeEffect: 'restart', fallback: 'none' } };
  }
  return { ...due, decision: { ...decision, fallback: fallback === 'restart' ? 'none' : fallback } };
}

/** The agents that answer. Where even that cannot be asked, none does. */
async function agentsOf(dues: readonly Due[], drivers: Drivers): Promise<Set<string>> {
  const places = groupBy(dues, ({ subject }) => placeOf(subject));
  const alive = await Promise.all(places.map((here) => agentsHere(here, drivers)));
  return new Set(alive.flat());
}

async function agentsHere(here: readonly Due[], drivers: Drivers): Promise<string[]> {
  const [first] = here;
  const commands = first && drivers[first.subject.product].commands;
  if (!first || !commands) return [];
  const { product, regionId } = first.subject;
  try {
    const ids = here.map(({ subject }) => subject.instanceId);
    const agents = await commands.agents(regionId, ids);
    return [...agents].flatMap(([instanceId, isAlive]) => (isAlive ? [keyOf({ product, instanceId })] : []));
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    return [];
  }
}

import { products } from '../../products/index.ts';
import type { Sighting } from '../../products/sighting.ts';
import type { Tools } from '../open-tick.ts';
import { lookAtFleet } from '../sight.ts';
import { isMarked } from '../state/marks.ts';
import { blindOf, dueOf, refreshBlind, type Survey, standing } from '../state/survey.ts';
import { importEverywhere } from '../steps/import.ts';
import { bringOnline } from './by-guest.ts';
import { type CycleEnd, cycleSafely } from './by-restart.ts';
import type { Goal } from './goal.ts';

/** What a fleet is brought to, and where it stands. */
export interface FleetGoal extends Goal {
  readonly seen: Survey;
}

const isLooked = ({ product }: Sighting) => products[product].remoteCommands;

/**
 * Brings instances to the wanted generation: first those in which one can look, then by restarts those in which nobody
 * can. But whoever is away already comes first of all, and a follow-up comes for those alone.
 * @returns as of {@link cycleSafely}; `left` only when nothing but restarts was touched
 */
export async function converge(goal: FleetGoal, tools: Tools): Promise<CycleEnd> {
  const { ledger, target, seen } = goal;
  const open = dueOf(seen, ledger, tools).toSorted((a, b) => Number(isMarked(b)) - Number(isMarked(a)));
  const due = open.slice(0, tools.maxInstances);
  const looked = due.filter(isLooked);
  const most = due.length - looked.length;
  const isUrgent = due.some(isMarked);
  if (isUrgent) {
    const end = await restartBlind(goal, most, tools);
    if (end === 'blocked' || looked.length === 0 || (end === 'left' && tools.isFollowUp)) return end;
  }
  if (due.length === 0) return 'done';
  const behind = standing(seen, 'pending', 'lagging', 'failing').filter(
    ({ observed }) => observed.keyPairName !== target.name,
  );
  await importEverywhere(target, behind, tools);
  const hasCanary = ledger.pending === null || standing(seen, 'verified').some(isLooked);
  await bringOnline({ ledger, target, hasCanary }, looked, tools);
  if (isUrgent) return 'done';
  const end = await restartBlind(goal, most, tools);
  return end === 'left' && looked.length > 0 ? 'done' : end;
}

/**
 * Restarts so many of those in which nobody can look. They are listed once more before: the first look may be minutes old
 * by now, and a listing may leave out rows; who is away and not seen would be one too many.
 */
async function restartBlind(goal: FleetGoal, most: number, tools: Tools): Promise<CycleEnd> {
  if (most === 0) return 'done';
  const { ledger, target, seen: before } = goal;
  const [keyPairs, again] = await Promise.all([
    importEverywhere(target, blindOf(before, 'pending'), tools),
    lookAtFleet(tools),
  ]);
  const seen = refreshBlind(before, again, ledger, tools);
  const pending = blindOf(seen, 'pending').toSorted((a, b) => Number(isMarked(b)) - Number(isMarked(a)));
  const due = pending.slice(0, most);
  return due.length > 0 ? cycleSafely({ ledger, target, seen, keyPairs }, due, tools) : 'done';
}

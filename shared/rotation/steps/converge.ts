import type { Sighting } from '../../fleet/match.ts';
import { products } from '../../products/index.ts';
import type { Generation, Ledger } from '../ledger.ts';
import { isMarked } from '../marked.ts';
import type { Means } from '../means.ts';
import { lookAtFleet } from '../sight.ts';
import { blindOf, refreshBlind, type Survey, standing } from '../survey.ts';
import type { Tools } from '../tools.ts';
import { bringOnline } from './bring-online.ts';
import { type CycleEnd, cycleSafely } from './cycle-safely.ts';
import { importEverywhere } from './import.ts';

const isLooked = ({ product }: Sighting) => products[product].remoteCommands;

/**
 * Brings instances to the wanted generation: first those in which one can look, then by restarts those in which nobody
 * can. But whoever is away already comes first of all, and a follow-up comes for those alone.
 * @returns as of {@link cycleSafely}; `left` only when nothing but restarts was touched
 */
export async function converge(
  ledger: Ledger,
  target: Generation,
  seen: Survey,
  tools: Tools,
  means: Means,
): Promise<CycleEnd> {
  const pending = standing(seen, 'pending').toSorted((a, b) => Number(isMarked(b)) - Number(isMarked(a)));
  const due = pending.slice(0, means.maxInstances);
  const looked = due.filter(isLooked);
  const most = due.length - looked.length;
  const isUrgent = due.some(isMarked);
  if (isUrgent) {
    const end = await restartBlind(ledger, target, seen, most, tools, means);
    if (end === 'blocked' || looked.length === 0 || (end === 'left' && tools.isFollowUp)) return end;
  }
  if (due.length === 0) return 'done';
  const behind = standing(seen, 'pending', 'lagging').filter(({ observed }) => observed.keyPairName !== target.name);
  await importEverywhere(target, behind, tools.keys, means);
  const hasCanary = standing(seen, 'verified').some(isLooked);
  if (!(await bringOnline({ ledger, target, hasCanary }, looked, tools, means)) || isUrgent) return 'done';
  const end = await restartBlind(ledger, target, seen, most, tools, means);
  return end === 'left' && looked.length > 0 ? 'done' : end;
}

/**
 * Restarts so many of those in which nobody can look. They are listed once more before: the first look may be minutes old
 * by now, and a listing may leave out rows; who is away and not seen would be one too many.
 */
async function restartBlind(
  ledger: Ledger,
  target: Generation,
  before: Survey,
  most: number,
  tools: Tools,
  means: Means,
): Promise<CycleEnd> {
  if (most === 0) return 'done';
  const [keyPairs, again] = await Promise.all([
    importEverywhere(target, blindOf(before, 'pending'), tools.keys, means),
    lookAtFleet(means),
  ]);
  const seen = refreshBlind(before, again, ledger, means);
  const pending = blindOf(seen, 'pending').toSorted((a, b) => Number(isMarked(b)) - Number(isMarked(a)));
  const due = pending.slice(0, most);
  return due.length > 0 ? cycleSafely({ ledger, target, seen, keyPairs }, due, tools, means) : 'done';
}

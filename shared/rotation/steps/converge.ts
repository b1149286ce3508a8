import type { Sighting } from '../../fleet/match.ts';
import { products } from '../../products/index.ts';
import type { Generation, Ledger } from '../ledger.ts';
import type { Means } from '../means.ts';
import { type Survey, standing } from '../survey.ts';
import type { Tools } from '../tools.ts';
import { bringOnline } from './bring-online.ts';
import { cycleSafely, isLeftAway } from './cycle-safely.ts';
import { importEverywhere } from './import.ts';

const isLooked = ({ product }: Sighting) => products[product].remoteCommands;

/**
 * Brings instances to the wanted generation: first those in which one can look, then by restarts those in which nobody
 * can. But whoever is away already comes first of all. Returns whether nothing is left to do but to wait for restarts.
 */
export async function converge(
  ledger: Ledger,
  target: Generation,
  seen: Survey,
  tools: Tools,
  means: Means,
): Promise<boolean> {
  const pending = standing(seen, 'pending');
  const away = pending.filter(isLeftAway);
  const due = [...away, ...pending.filter((one) => !isLeftAway(one))].slice(0, means.maxInstances);
  if (due.length === 0) return false;
  const [looked, blind] = [due.filter(isLooked), due.filter((one) => !isLooked(one))];
  if (away.length > 0) {
    const keyPairs = await importEverywhere(target, blind, tools.keys, means);
    const isLeft = await cycleSafely(ledger, target, seen, blind, keyPairs, tools, means);
    if (looked.length === 0) return isLeft;
  }
  const behind = standing(seen, 'pending', 'lagging').filter(({ observed }) => observed.keyPairName !== target.name);
  const keyPairs = await importEverywhere(target, behind, tools.keys, means);
  const hasCanary = standing(seen, 'verified').some(isLooked);
  if (!(await bringOnline({ ledger, target, hasCanary }, looked, tools, means))) return false;
  if (away.length > 0 || blind.length === 0) return false;
  return (await cycleSafely(ledger, target, seen, blind, keyPairs, tools, means)) && looked.length === 0;
}

import type { Generation, Ledger } from '../../ledger/ledger.ts';
import { products } from '../../products/index.ts';
import type { Tools } from '../open-tick.ts';
import { relabel } from '../secret/relabel.ts';
import { type Survey, standing, survey, uncleanOf } from '../state/survey.ts';
import { isStill } from './read-again.ts';
import { logIn } from './verify.ts';

/**
 * Notes the generations whose time is over as swept once every instance that can be reached is proven to be rid of them,
 * and a second look shows no other. Returns whether any was.
 */
export async function sweep(ledger: Ledger, seen: Survey, tools: Tools): Promise<boolean> {
  const { current } = ledger;
  const nowMs = tools.clock.now();
  const due = ledger.retained.filter(({ isSwept, untilMs }) => !isSwept && untilMs <= nowMs);
  if (!current || ledger.pending || due.length === 0 || !isRid(seen)) return false;
  if (!(await areBlindProven(current, seen, tools)) || !isRid(await survey(ledger, tools))) return false;
  if (!(await isStill(ledger, tools))) return false;
  for (const { generation } of due) {
    await relabel(generation, generation.isRevoked ? 'RevokedLagging' : 'Lagging', nowMs, tools);
  }
  return true;
}

function isRid(seen: Survey): boolean {
  const open = [...standing(seen, 'pending', 'unseen'), ...uncleanOf(seen)];
  return open.length === 0 && seen.unlisted.length === 0;
}

/** Being attached proves nothing where nobody can look inside: those that run are logged in to again. */
export async function areBlindProven(target: Generation, seen: Survey, tools: Tools): Promise<boolean> {
  const blind = standing(seen, 'verified').filter(({ product, observed }) => {
    return !products[product].remoteCommands && observed.status === 'Running';
  });
  if (blind.length === 0 || (await tools.keys.content(target)) === null) return true;
  return (await logIn(target, blind, tools)).length === blind.length;
}

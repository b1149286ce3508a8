import type { Sighting } from '../../fleet/match.ts';
import { products } from '../../products/index.ts';
import { askAgents } from '../agents.ts';
import { keptBy } from '../keeps-tag.ts';
import type { Generation, Ledger } from '../ledger.ts';
import type { Means } from '../means.ts';
import { keyOf, lookAgain } from '../sight.ts';
import { relabel } from '../stage-moves.ts';
import { type Survey, standing, survey } from '../survey.ts';
import type { Tools } from '../tools.ts';
import { logIn } from './log-in.ts';
import { findMany } from './parts.ts';
import { finishKept, markKept, removeInGuests } from './retire.ts';

/**
 * Takes away the generations whose time is over: out of the guests of exactly the instances that carry the wanted one.
 * Those that cannot be reached are tagged. Only when every instance was dealt with, and a second look shows no other, is
 * a generation noted as swept; until then each tick begins again, which costs nothing where it is done.
 */
export async function sweep(ledger: Ledger, seen: Survey, tools: Tools, means: Means): Promise<boolean> {
  const { current } = ledger;
  if (!current || ledger.pending) return false;
  const carrying = carriersOf(seen, current);
  const due = ledger.retained.filter(({ isSwept, untilMs }) => !isSwept && untilMs <= means.clock.now());
  const concerned = due.length > 0 ? carrying : carrying.filter(({ observed }) => keptBy(observed) !== null);
  if (concerned.length === 0 && due.length === 0) return false;
  const reachable = await reachableOf(concerned, means);
  const returned = reachable.filter(({ observed }) => keptBy(observed) !== null);
  await finishKept(ledger, current, returned, tools, means);
  if (due.length === 0) return false;
  if (!(await areBlindProven(current, seen, tools, means))) return false;
  let changed = false;
  // To begin anew with so many in each tick would never end.
  const later = findMany(reachable, means);
  for (const { generation } of due) {
    if (!(await sweepOne(generation, current, { carrying, reachable, later }, tools, means))) continue;
    if (!(await isWhole(ledger, carrying, means))) continue;
    await relabel(generation, generation.isRevoked ? 'RevokedLagging' : 'Lagging', means.clock.now(), means);
    changed = true;
  }
  const tagged = (await lookAgain(later, means)).filter(({ observed }) => keptBy(observed) !== null);
  await finishKept(ledger, current, tagged, tools, means);
  return changed;
}

interface Carriers {
  readonly carrying: readonly Sighting[];
  readonly reachable: readonly Sighting[];
  /** Those of the reachable that are tagged and then finished part by part. */
  readonly later: readonly Sighting[];
}

async function sweepOne(
  old: Generation,
  current: Generation,
  { carrying, reachable, later }: Carriers,
  tools: Tools,
  means: Means,
) {
  const soon = reachable.filter((one) => !later.includes(one));
  const others = carrying.filter((one) => !soon.includes(one));
  await markKept(old, others, means);
  const gone = await removeInGuests(old, current, soon, tools, means);
  return soon.every((one) => gone.has(keyOf(one)));
}

/** Instances with a guest to look into that carry the wanted generation. */
function carriersOf(seen: Survey, { name }: Generation): Sighting[] {
  return standing(seen, 'verified', 'lagging').filter(
    ({ product, observed }) => products[product].remoteCommands && observed.keyPairName === name,
  );
}

async function reachableOf(carrying: readonly Sighting[], means: Means): Promise<Sighting[]> {
  const running = carrying.filter(({ observed }) => observed.status === 'Running');
  const agents = await askAgents(running, means);
  return running.filter(({ observed }) => agents.get(observed.instanceId) === true);
}

/** Looks again before a generation counts as swept. Choice: two, because an answer may leave out rows and not say so. */
const LOOKS = 2;

/** What carries the wanted generation now has to have been seen before. */
async function isWhole(ledger: Ledger, carrying: readonly Sighting[], means: Means): Promise<boolean> {
  const known = new Set(carrying.map(keyOf));
  for (let look = 0; look < LOOKS; look++) {
    const again = await survey(ledger, means);
    const isReached = standing(again, 'pending', 'unseen').length === 0 && again.unlisted.length === 0;
    const isKnown = ledger.current !== null && carriersOf(again, ledger.current).every((one) => known.has(keyOf(one)));
    if (!isReached || !isKnown) return false;
  }
  return true;
}

/** Being attached proves nothing where nobody can look inside: those that run are logged in to again. */
export async function areBlindProven(target: Generation, seen: Survey, tools: Tools, means: Means): Promise<boolean> {
  const blind = standing(seen, 'verified').filter(({ product, observed }) => {
    return !products[product].remoteCommands && observed.status === 'Running';
  });
  if (blind.length === 0 || (await tools.keys.content(target)) === null) return true;
  return (await logIn(target, blind, () => null, tools, means)).length === blind.length;
}

import type { Sighting } from '../fleet/match.ts';
import { products } from '../products/index.ts';
import { RESTART_TAG } from '../restart/tag.ts';
import { askAgents } from './agents.ts';
import type { Ledger } from './ledger.ts';
import { targetOf } from './ledger.ts';
import type { Means } from './means.ts';
import type { Counts } from './phase.ts';
import { keyOf, lookAtFleet, lookCloser, type Sight } from './sight.ts';
import { judgeStanding, onTarget, type Standing, type StandingName, type Wanted } from './standing.ts';

/** The instances of a key pair and where each stands. */
export interface Survey {
  readonly sightings: readonly Sighting[];
  readonly standings: ReadonlyMap<string, Standing>;
  readonly unlisted: readonly string[];
}

/**
 * Looks at the fleet, and says of each instance where it stands. Where there is work for it, agents are asked whether
 * they answer, and products what a listing left open; a fleet that is at rest costs no more than its listings.
 * @param looking the listings, where they were begun before
 */
export async function survey(ledger: Ledger, means: Means, looking = lookAtFleet(means)): Promise<Survey> {
  const isBusy = ledger.pending !== null || ledger.retained.length > 0;
  const listed = await looking;
  const sight = isBusy ? await lookCloser(listed, means) : listed;
  const wanted = wantedBy(ledger, means, new Map());
  const open = sight.sightings.filter((one) => isAgentConcerned(one, judgeStanding(one, wanted)));
  const agents = open.length > 0 ? await askAgents(open, means) : new Map<string, boolean>();
  const asked = wantedBy(ledger, means, agents);
  const standings = new Map(sight.sightings.map((one) => [keyOf(one), judgeStanding(one, asked)]));
  return { ...sight, standings };
}

function isAgentConcerned({ product }: Sighting, { code }: Standing): boolean {
  return code === 'Behind' && products[product].remoteCommands;
}

/** What the ledger wants of every instance. @param agents whether they answer, by instance id */
export function wantedBy(ledger: Ledger, { keyPair, rotation }: Means, agents: ReadonlyMap<string, boolean>): Wanted {
  const target = targetOf(ledger)?.name ?? keyPair.name;
  return { keyPair, rotation, target, isUnderWay: ledger.pending !== null, agents };
}

/** The instances that stand so. */
export function standing({ sightings, standings }: Survey, ...names: StandingName[]): Sighting[] {
  return sightings.filter((one) => names.includes(standings.get(keyOf(one))?.name ?? 'unseen'));
}

/** The same with what a later listing shows of those in which nobody can look; what that leaves out stays as it was. */
export function refreshBlind(seen: Survey, again: Sight, ledger: Ledger, means: Means): Survey {
  const later = new Map(again.sightings.filter(isBlind).map((one) => [keyOf(one), one]));
  const kept = seen.sightings.filter((one) => !later.has(keyOf(one)));
  const wanted = wantedBy(ledger, means, new Map());
  const standings = new Map(seen.standings);
  for (const [key, one] of later) standings.set(key, judgeStanding(one, wanted));
  return { ...seen, sightings: [...kept, ...later.values()], standings };
}

/** The same after some instances were proven to carry the wanted generation, without another look. */
export function noteProven(seen: Survey, target: string, proven: ReadonlySet<string>): Survey {
  const standings = new Map(seen.standings);
  const sightings = seen.sightings.map((one): Sighting => {
    if (!proven.has(one.observed.instanceId)) return one;
    standings.set(keyOf(one), onTarget(target));
    const { [RESTART_TAG]: _, ...tags } = one.observed.tags ?? {};
    return { ...one, observed: { ...one.observed, keyPairName: target, tags } };
  });
  return { ...seen, sightings, standings };
}

const isBlind = ({ product }: Sighting) => !products[product].remoteCommands;

/** Those of them in which nobody can look. */
export function blindOf(seen: Survey, ...names: StandingName[]): Sighting[] {
  return standing(seen, ...names).filter(isBlind);
}

export function countStandings(seen: Survey): Counts {
  const count = (name: StandingName) => standing(seen, name).length;
  return {
    verified: count('verified'),
    pending: count('pending'),
    lagging: count('lagging'),
    excluded: count('excluded'),
    foreign: count('foreign'),
    ignored: count('ignored'),
    unattached: count('unattached'),
    unseen: count('unseen'),
  };
}

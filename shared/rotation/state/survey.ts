import { askAgents } from '../../instances/agents.ts';
import { askWhatListingOmits } from '../../instances/look.ts';
import { sightingIn } from '../../instances/place.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { targetOf } from '../../ledger/ledger.ts';
import { products } from '../../products/index.ts';
import type { Sighting } from '../../products/sighting.ts';
import { keyOf } from '../../products/sighting.ts';
import { RESTART_TAG } from '../../restart/tag.ts';
import { lookAtFleet, type Sight } from '../sight.ts';
import type { Means } from '../tick-context.ts';
import { againMs, readFailing } from './failing-mark.ts';
import type { Counts } from './phase.ts';
import { judgeStanding, KEEPS_OLD_KEY, onTarget, type Standing, type StandingName, type Wanted } from './standing.ts';
import { wantedProof } from './wanted-keys.ts';

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
  const { sightings: listed, unlisted } = await looking;
  const sightings = isBusy ? await askWhatListingOmits(listed, means.drivers) : listed;
  const wanted = wantedBy(ledger, means, new Map());
  const open = sightings.filter((one) => isAgentConcerned(one, judgeStanding(one, wanted)));
  const agents = await askAgents(open, sightingIn(means.drivers));
  const byId = new Map([...agents].map(([{ observed }, answers]) => [observed.instanceId, answers]));
  const asked = wantedBy(ledger, means, byId);
  const standings = new Map(sightings.map((one) => [keyOf(one), judgeStanding(one, asked)]));
  return { sightings, unlisted, standings };
}

function isAgentConcerned({ product }: Sighting, { code }: Standing): boolean {
  return ASKED.has(code) && products[product].remoteCommands;
}

const ASKED = new Set(['Behind', 'Unproven', KEEPS_OLD_KEY]);

/** What the ledger wants of every instance. @param agents whether they answer, by instance id */
export function wantedBy(ledger: Ledger, means: Means, agents: ReadonlyMap<string, boolean>): Wanted {
  const { keyPair, rotation, proofs } = means;
  const target = targetOf(ledger)?.name ?? keyPair.name;
  const proof = wantedProof(ledger, means);
  return { keyPair, rotation, target, isUnderWay: ledger.pending !== null, agents, proof, proofs };
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

/** Those that can be reached, are proven, and may have another key of ours inside. */
export function uncleanOf(seen: Survey): Sighting[] {
  return standing(seen, 'verified').filter((one) => seen.standings.get(keyOf(one))?.code === KEEPS_OLD_KEY);
}

/**
 * Those that are to be brought along now, in the order in which it is tried: an instance that failed before comes last, and has its pause.
 */
export function dueOf(seen: Survey, ledger: Ledger, { clock }: Means): Sighting[] {
  const target = targetOf(ledger)?.name ?? '';
  const failing = (one: Sighting) => readFailing(one.observed, target);
  const open = [...standing(seen, 'pending'), ...uncleanOf(seen), ...standing(seen, 'failing')];
  const due = open.filter((one) => againMs(failing(one) ?? NEVER_FAILED) <= clock.now());
  return due.toSorted((a, b) => (failing(a)?.count ?? 0) - (failing(b)?.count ?? 0));
}

const NEVER_FAILED = { generation: '', count: 0, atMs: 0, code: '' };

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
    failing: count('failing'),
    excluded: count('excluded'),
    foreign: count('foreign'),
    ignored: count('ignored'),
    unattached: count('unattached'),
    unseen: count('unseen'),
  };
}

import type { Outcome } from '../change/report.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { toListings } from '../fleet/listings.ts';
import { listFleet, type Unlisted } from '../instances/list.ts';
import { products } from '../products/index.ts';
import type { Listing } from '../products/selector.ts';
import type { Sighting, Where } from '../products/sighting.ts';
import type { Hint, InstancesHint } from '../triggers/hint.ts';
import type { AutoAttachRun } from './context.ts';
import { decideNow } from './follow.ts';
import { outcomeOfLeaving } from './outcomes.ts';
import { bringBack, isStray } from './strays.ts';
import { distinct, type Subject, toSubject } from './subject.ts';

/** What hints come to. */
export interface FoundSubjects {
  /** Instances to look at closely. */
  readonly subjects: readonly Subject[];
  /** Of instances of the fleet that need nothing, as their listing shows. */
  readonly outcomes: readonly Outcome[];
  /** Parts of the fleet that could not be listed. */
  readonly unlisted: readonly Unlisted[];
  /** Why some hints lead nowhere. */
  readonly reasons: readonly string[];
}

/** Finds out which instances hints are about; a hint to reconcile is about the whole fleet. */
export async function findSubjects(hints: readonly Hint[], run: AutoAttachRun): Promise<FoundSubjects> {
  const named = hints.filter((hint) => hint.kind === 'instances');
  const found = named.map((hint) => toSubjects(hint, run));
  const subjects = found.flatMap((one) => one.subjects);
  const reasons = [...new Set(found.flatMap(({ reason }) => reason ?? []))];
  if (named.length === hints.length) return { subjects: distinct(subjects), outcomes: [], unlisted: [], reasons };
  const listed = await findInFleet(run);
  return { ...listed, subjects: distinct([...subjects, ...listed.subjects]), reasons };
}

/** A region in which the fleet has nothing is not asked: an event does not decide which endpoints we call. */
function toSubjects({ product, regionId, instanceIds }: InstancesHint, { fleet, invocation }: AutoAttachRun) {
  const place = products[product].regional ? (regionId ?? invocation.regionId) : null;
  const selectors = fleet.keyPairs.flatMap(({ instances }) => instances.filter((one) => one.product === product));
  const isOurs = selectors.some(({ regions }) => regions === null || (place !== null && regions.includes(place)));
  const subjects = isOurs ? instanceIds.map((instanceId): Subject => ({ product, regionId: place, instanceId })) : [];
  const reason = isOurs ? null : `fleet.yaml selects nothing of ${product}${place ? ` in ${place}` : ''}`;
  return { subjects, reason };
}

async function findInFleet(run: AutoAttachRun): Promise<Omit<FoundSubjects, 'reasons'>> {
  const { sightings, unlisted } = await listFleet(toWholeListings(run.fleet), run.drivers);
  const outcomes: Outcome[] = [];
  const subjects: Subject[] = [];
  const strays: Sighting[] = [];
  for (const sighting of sightings) {
    const decision = decideNow(sighting, run);
    const isSettled = decision.do === 'nothing' && decision.code !== 'Unseen';
    if (isStray(sighting, decision, run.invocation.clock.now())) strays.push(sighting);
    else if (isSettled && decision.code === 'NotManaged' && isListedWhole(sighting)) continue;
    else if (isSettled) outcomes.push(outcomeOfLeaving(toSubject(sighting), decision, sighting.observed.keyPairName));
    else subjects.push(toSubject(sighting));
  }
  return { subjects, outcomes: [...outcomes, ...(await bringBack(strays, run))], unlisted };
}

/** What may have been left stopped is looked for wherever the fleet has anything, selected or not. */
function toWholeListings(fleet: Fleet): Listing[] {
  const listings = toListings(fleet).map((one) => (isListedWhole(one) ? { ...one, selector: {} } : one));
  return [...new Map(listings.map((one) => [JSON.stringify(one), one])).values()];
}

const isListedWhole = ({ product }: Where) => !products[product].attachWhileRunning;

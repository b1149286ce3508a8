import { products } from '../products/index.ts';
import type { Outcome } from '../report.ts';
import type { Hint, InstancesHint } from '../triggers/hint.ts';
import { decideNow } from './follow.ts';
import type { Means } from './means.ts';
import { outcomeOfLeaving } from './outcomes.ts';
import { type Blind, listFleet } from './sight.ts';
import { distinct, type Subject, toSubject } from './subject.ts';

/** What hints come to. */
export interface Survey {
  /** Instances to look at closely. */
  readonly subjects: readonly Subject[];
  /** Of instances of the fleet that need nothing, as their listing shows. */
  readonly outcomes: readonly Outcome[];
  readonly blind: readonly Blind[];
  /** Why some hints lead nowhere. */
  readonly reasons: readonly string[];
}

/** Finds out which instances hints are about; a hint to reconcile is about the whole fleet. */
export async function survey(hints: readonly Hint[], means: Means): Promise<Survey> {
  const named = hints.filter((hint) => hint.kind === 'instances');
  const found = named.map((hint) => toSubjects(hint, means));
  const subjects = found.flatMap((one) => one.subjects);
  const reasons = [...new Set(found.flatMap(({ reason }) => reason ?? []))];
  if (named.length === hints.length) return { subjects: distinct(subjects), outcomes: [], blind: [], reasons };
  const listed = await surveyFleet(means);
  return { ...listed, subjects: distinct([...subjects, ...listed.subjects]), reasons };
}

/** A region in which the fleet has nothing is not asked: whoever wrote the event does not say whom we call. */
function toSubjects({ product, regionId, instanceIds }: InstancesHint, { fleet, invocation }: Means) {
  const place = products[product].regional ? (regionId ?? invocation.regionId) : null;
  const selectors = fleet.keyPairs.flatMap(({ instances }) => instances.filter((one) => one.product === product));
  const isOurs = selectors.some(({ regions }) => regions === null || (place !== null && regions.includes(place)));
  const subjects = isOurs ? instanceIds.map((instanceId): Subject => ({ product, regionId: place, instanceId })) : [];
  const reason = isOurs ? null : `fleet.yaml selects nothing of ${product}${place ? ` in ${place}` : ''}`;
  return { subjects, reason };
}

async function surveyFleet(means: Means): Promise<Omit<Survey, 'reasons'>> {
  const { sightings, blind } = await listFleet(means.fleet, means.drivers);
  const outcomes: Outcome[] = [];
  const subjects: Subject[] = [];
  for (const sighting of sightings) {
    const decision = decideNow(sighting, means);
    const isSettled = decision.do === 'nothing' && decision.code !== 'Unseen';
    if (isSettled) outcomes.push(outcomeOfLeaving(toSubject(sighting), decision, sighting.observed.keyPairName));
    else subjects.push(toSubject(sighting));
  }
  return { subjects, outcomes, blind };
}

import { type Instance, instanceKey, type Sighting } from '../products/sighting.ts';

/** An instance that there is reason to look at. */
export type Subject = Instance;

/** Each once, in the order of the first mention. */
export function distinct(subjects: readonly Subject[]): Subject[] {
  return [...new Map(subjects.toReversed().map((subject) => [instanceKey(subject), subject])).values()].toReversed();
}

export function toSubject({ product, regionId, observed }: Sighting): Subject {
  return { product, regionId, instanceId: observed.instanceId };
}

import { createRandom } from '../random.ts';
import type { Mutant } from './mutant.ts';

/**
 * Picks mutants by a seed: places in the sources, each as likely as any other, and one change at each. A place that gives
 * no mutant that `isValid` is passed over.
 */
export function sample(mutants: readonly Mutant[], options: SampleOptions): Mutant[] {
  const random = createRandom(options.seed);
  const picked: Mutant[] = [];
  for (const changes of shuffle(byPlace(mutants), random)) {
    if (picked.length === options.count) break;
    const mutant = shuffle(changes, random).find(options.isValid);
    if (mutant) picked.push(mutant);
  }
  return picked;
}

export interface SampleOptions {
  readonly seed: number;
  readonly count: number;
  isValid(mutant: Mutant): boolean;
}

function byPlace(mutants: readonly Mutant[]): Mutant[][] {
  const places = new Map<string, Mutant[]>();
  for (const mutant of mutants) {
    const place = `${mutant.file} ${mutant.start} ${mutant.end}`;
    places.set(place, [...(places.get(place) ?? []), mutant]);
  }
  return [...places.values()];
}

/** Fisher and Yates. */
function shuffle<T>(list: readonly T[], random: () => number): T[] {
  const shuffled = [...list];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
  }
  return shuffled;
}

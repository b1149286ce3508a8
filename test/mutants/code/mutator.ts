import type { Change } from '../mutant.ts';
import type { Place } from './walk.ts';

/** Every change of one kind to the node at hand; none where the kind does not apply. */
export type Mutator = (place: Place) => readonly Change[];

/** A change of the whole node. */
export function replace({ node: { start, end } }: Pick<Place, 'node'>, text: string, what: string): Change {
  return { start, end, text, what };
}

import type { RawParameters } from './parameters/lists.ts';
import type { Refusal } from './refusal.ts';

/** Documented parameters of an action that its table does not have, as words. */
export interface LeftOutOfAction {
  /** About something that is not modelled, so that the answer is what it would be: they are taken and change nothing. */
  readonly harmless?: string;
  /** They would choose other rows, or have something else done: a call with one is refused by name. */
  readonly refused?: string;
}

/** By action. Source: the request models of the vendor's newest client for the product. */
export type LeftOut = Readonly<Record<string, LeftOutOfAction>>;

/** On every action of older products, and about accounts of others. */
export const ownerParameters = 'OwnerId OwnerAccount ResourceOwnerId ResourceOwnerAccount';

export const wordsOf = (words = ''): readonly string[] => words.split(/\s+/).filter((word) => word !== '');

/** What clients send for a parameter that nobody set. */
const UNSET: ReadonlySet<string> = new Set(['', 'null', '[]', '{}', 'false']);

/** The first parameter sent that is refused, without its numbers and fields: `Filter` for `Filter.1.Key`. */
export function findRefused(sent: RawParameters, { refused }: LeftOutOfAction = {}): string | undefined {
  if (refused === undefined) return undefined;
  const names = new Set(wordsOf(refused));
  for (const [name, value] of sent) {
    const base = name.replace(/\..*$/s, '');
    if (names.has(base) && !UNSET.has(value)) return base;
  }
  return undefined;
}

/** Choice: a code that no product has, because no product refuses it. */
export function notEmulated(parameter: string): Refusal {
  const message = `The parameter "${parameter}" of this action is documented, but not emulated by the local cloud.`;
  return { status: 400, code: 'NotEmulated', message };
}

import type { Change } from '../mutant.ts';
import type { Script } from './find.ts';

/** A change of what a pattern finds: the text for it, or null where it stays. */
export interface Rule {
  readonly find: RegExp;
  readonly what: string;
  /** What the matched text, or its part `changed`, becomes; several when there are several ways. */
  becomes(match: RegExpExecArray): readonly string[];
}

/** Does a rule wherever its match begins in text of that kind. A named group `changed` says which part of it changes. */
export function changesOf({ text, kinds }: Script, kind: string, { find, what, becomes }: Rule): Change[] {
  return [...text.matchAll(new RegExp(find.source, 'gdm'))].flatMap((match) => {
    const [start, end] = match.indices?.groups?.['changed'] ?? match.indices?.[0] ?? [0, 0];
    if (kinds.charAt(start) !== kind) return [];
    return becomes(match).map((changed) => ({ start, end, text: changed, what }));
  });
}

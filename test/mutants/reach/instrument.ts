import { findBodies } from './functions.ts';

/** The name under which an instrumented source finds what notes the functions that ran. */
export const NOTES = '__reached';

/** Functions of one file that can be told apart. */
export const FUNCTIONS = 4096;

/**
 * The source with a note at the start of each function: which file by its number, which function by its number. Lines
 * stay where they are.
 */
export function instrument(source: string, fileNumber: number): string {
  const bodies = findBodies(source);
  const insertions = bodies.flatMap(({ start, end, isExpression }, at) => {
    const note = `__reach(${at})`;
    if (!isExpression) return [{ at: start + 1, text: `${note};` }];
    return [
      { at: start, text: `(${note},` },
      { at: end, text: ')' },
    ];
  });
  const noted = insert(source, insertions);
  return `function __reach(at){globalThis.${NOTES}?.add(${fileNumber * FUNCTIONS}+at)}${noted}`;
}

function insert(source: string, insertions: readonly { readonly at: number; readonly text: string }[]): string {
  let done = 0;
  const parts = insertions
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ at, text }) => {
      const before = source.slice(done, at);
      done = at;
      return [before, text];
    });
  return [...parts, source.slice(done)].join('');
}

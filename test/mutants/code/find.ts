import { parseSync } from 'oxc-parser';
import { apply, type Change } from '../mutant.ts';
import { calculateOtherwise, dropPicking, swapMethods } from './calls.ts';
import * as conditions from './conditions.ts';
import { changeCodes, dropElements, shiftNumbers, swapBooleans } from './constants.ts';
import type { Mutator } from './mutator.ts';
import { loseReturnValues, removeStatements } from './statements.ts';
import { walk } from './walk.ts';

const mutators: readonly Mutator[] = [
  ...Object.values(conditions),
  removeStatements,
  loseReturnValues,
  swapBooleans,
  shiftNumbers,
  changeCodes,
  dropElements,
  swapMethods,
  dropPicking,
  calculateOtherwise,
];

/** Every change that a mutator knows to make to a TypeScript source. */
export function findInCode(source: string): Change[] {
  const found: Change[] = [];
  const { program } = parseSync('source.ts', source, { lang: 'ts' });
  walk(program, source, (place) => {
    for (const mutate of mutators) found.push(...mutate(place));
  });
  return found;
}

/** Whether what the change leaves is still TypeScript. */
export function isWellFormed(source: string, change: Change): boolean {
  return parseSync('source.ts', apply(source, change), { lang: 'ts' }).errors.length === 0;
}

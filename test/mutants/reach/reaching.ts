import { read } from '../files.ts';
import type { Mutant } from '../mutant.ts';
import type { TestsOf } from '../run/task.ts';
import { findBodies, functionAt } from './functions.ts';
import type { Imports } from './imports.ts';
import { FUNCTIONS } from './instrument.ts';
import { nearness } from './nearness.ts';
import type { Reach, Recorded } from './record.ts';

/** The tests of one file that reach a mutant, and how long the longest and all of them took. */
export interface Reaching extends TestsOf {
  readonly ids: readonly string[];
  readonly ms: number;
  readonly longestMs: number;
}

/** Tests that reach the place of a mutant and pass without it, file by file, the nearest files first. */
export type FindReaching = (mutant: Mutant, source: string) => Reaching[];

/** @param most of test files for one mutant; those that are left are the nearest */
export function findReaching(reach: Reach, imports: Imports, most = Infinity): FindReaching {
  const recorded = [...reach.values()];
  const ranAtImport = (file: string, at: number) =>
    recorded.some(({ sources, atImport }) => atImport.includes(sources.indexOf(file) * FUNCTIONS + at));

  return (mutant, source) => {
    const at = functionAt(findBodies(source), mutant.start);
    const users = at === null || ranAtImport(mutant.file, at) ? usersOf(mutant.file, imports) : [];
    return recorded
      .map((one) => selectTests(one, { file: mutant.file, at, users }))
      .filter(({ ids }) => ids.length > 0)
      .toSorted((a, b) => nearness(b.file, mutant.file) - nearness(a.file, mutant.file) || a.ms - b.ms)
      .slice(0, most);
  };
}

/** What runs once, at import, shows in functions of its file and of those that import it; lists of exports pass it on. */
function usersOf(file: string, { importersOf }: Imports): string[] {
  const users = new Set([file]);
  for (const user of users) {
    if (user !== file && findBodies(read(user)).length > 0) continue;
    for (const importer of importersOf(user)) users.add(importer);
  }
  return [...users];
}

interface Wanted {
  readonly file: string;
  /** The function in it, or null outside of all. */
  readonly at: number | null;
  /** Files of which any function will do. */
  readonly users: readonly string[];
}

/** The tests of a file that run what is wanted; all of them when what is around them does, or ran as the file was loaded. */
function selectTests({ file, sources, atImport, ofFile, tests, results }: Recorded, wanted: Wanted): Reaching {
  const place = wanted.at === null ? -1 : sources.indexOf(wanted.file) * FUNCTIONS + wanted.at;
  const users = new Set(wanted.users.map((user) => sources.indexOf(user)));
  const isWanted = (ran: number) => ran === place || users.has(Math.floor(ran / FUNCTIONS));
  const isWhole = wanted.users.includes(file) || [...atImport, ...ofFile].some(isWanted);
  const found = results.filter(({ id, hasFailed }) => !hasFailed && (isWhole || tests[id]?.some(isWanted)));
  const times = found.map(({ ms }) => ms);
  const ms = times.reduce((sum, one) => sum + one, 0);
  return { file, ids: found.map(({ id }) => id), ms, longestMs: Math.max(0, ...times) };
}

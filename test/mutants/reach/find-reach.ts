import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { known } from '../config.ts';
import { findFiles, hashOf, read } from '../files.ts';
import { createRunner } from '../run/runners.ts';
import type { Imports } from './imports.ts';
import { condense, loadReach, type Reach, type Recorded, saveReach } from './record.ts';
import type { FileNotes } from './setup.ts';

const TESTS = ['test/**/*.test.ts'];
const LONG = ['test/**/*.full.test.ts', 'test/clients/**'];
/** The longest that all tests together may say nothing. */
const SILENCE_MS = 300_000;

export interface ReachOptions {
  /** Sources that will be changed. */
  readonly sources: readonly string[];
  readonly imports: Imports;
  /** Forgets what was recorded before. */
  readonly anew: boolean;
  say(line: string): void;
}

/** Which tests reach what, of those that load the sources: recorded where it was not, or what they load has changed. */
export async function findReach({ sources, imports, anew, say }: ReachOptions): Promise<Reach> {
  const before = anew ? new Map<string, Recorded>() : loadReach();
  const keys = keysOf(sources, imports);
  const missing = [...keys.keys()].filter((file) => before.get(file)?.key !== keys.get(file));
  if (missing.length > 0) say(`finding what ${missing.length} of ${keys.size} test files reach`);
  const added = missing.length > 0 ? await record(missing, keys) : [];
  const reach = new Map([...before, ...added.map((one) => [one.file, one] as const)]);
  if (added.length > 0) saveReach(reach);
  return new Map([...reach].filter(([file]) => keys.has(file)));
}

/** The test files that load any of the sources, each with a key of what it loads. */
function keysOf(sources: readonly string[], imports: Imports): Map<string, string> {
  const long = new Set(findFiles(LONG));
  const hashes = new Map<string, string>();
  const hash = (file: string) => {
    const found = hashes.get(file) ?? hashOf(read(file));
    hashes.set(file, found);
    return found;
  };
  return new Map(
    findFiles(TESTS).flatMap((file) => {
      const loaded = imports.loadedBy(file);
      if (long.has(file) || !sources.some((source) => loaded.has(source))) return [];
      const ours = [...loaded].filter((one) => one.endsWith('.ts')).toSorted();
      return [[file, hashOf(ours.map(hash).join())] as const];
    }),
  );
}

async function record(testFiles: readonly string[], keys: ReadonlyMap<string, string>): Promise<Recorded[]> {
  const files = findFiles(known);
  const runner = createRunner({ isNoting: true });
  try {
    const replaced = { kind: 'noting', files } as const;
    const tests = testFiles.map((file) => ({ file, ids: null }));
    const ran = await runner.run({ replaced, tests, endsAtFailure: false, workers: 3 }, SILENCE_MS);
    if (ran.hasHung) throw new Error('the tests have hung while it was recorded which of them reach what');
    const notes = new Map(readNotes(runner.notes).map((one) => [one.file, one]));
    return testFiles.map((file) => ({
      ...condense(notes.get(file) ?? { file, atImport: [], ofFile: [], tests: {} }, files),
      key: keys.get(file) ?? '',
      results: ran.results.filter((result) => result.file === file),
    }));
  } finally {
    runner.end();
  }
}

function readNotes(folder: string): FileNotes[] {
  return readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as FileNotes);
}

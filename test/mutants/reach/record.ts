import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../files.ts';
import type { TestResult } from '../run/task.ts';
import { FUNCTIONS } from './instrument.ts';
import type { FileNotes } from './setup.ts';

/** The tests of one file, and which functions of which sources each of them runs. */
export interface Recorded extends FileNotes {
  /** Says what the file and everything that it loads were like when this was recorded. */
  readonly key: string;
  /** In the order of their numbers. */
  readonly sources: readonly string[];
  readonly results: readonly TestResult[];
}

const FILE = join(ROOT, 'node_modules/.cache/keyfleet/reach.json');

/** By test file. */
export type Reach = ReadonlyMap<string, Recorded>;

export function loadReach(): Reach {
  try {
    const recorded = JSON.parse(readFileSync(FILE, 'utf8')) as readonly Recorded[];
    return new Map(recorded.map((one) => [one.file, one]));
  } catch {
    return new Map();
  }
}

export function saveReach(reach: Reach): void {
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, JSON.stringify([...reach.values()]));
}

/** The notes of one file with sources of its own, which are few of all. */
export function condense(notes: FileNotes, sources: readonly string[]): FileNotes & Pick<Recorded, 'sources'> {
  const numbers = new Map<number, number>();
  const renumber = (place: number) => {
    const number = Math.floor(place / FUNCTIONS);
    if (!numbers.has(number)) numbers.set(number, numbers.size);
    return (numbers.get(number) ?? 0) * FUNCTIONS + (place % FUNCTIONS);
  };
  return {
    file: notes.file,
    atImport: notes.atImport.map(renumber),
    ofFile: notes.ofFile.map(renumber),
    tests: Object.fromEntries(Object.entries(notes.tests).map(([id, places]) => [id, places.map(renumber)])),
    sources: [...numbers.keys()].map((number) => sources[number] ?? ''),
  };
}

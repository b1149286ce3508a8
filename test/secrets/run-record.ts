import fs from 'node:fs';
import path from 'node:path';
import type { Trace } from './key/search.ts';

/** Key material where none may be. Says where, never what. */
export interface Find {
  readonly trace: Trace;
  /** Where it was about to go, e.g. `log` or `file key.pem`. */
  readonly place: string;
  /** The test or the program that was running. */
  readonly during: string;
}

/** How much was looked through. */
export interface Tally {
  readonly texts: number;
  readonly characters: number;
  readonly keys: number;
}

/** What all processes of one run of the suite write down, in a folder of the run's own. */
export interface RunRecord {
  /** Digests of keys, for {@link recordedKeys}. */
  addKeys(digests: string): void;
  addFind(find: Find): void;
  addTally(tally: Tally): void;
  keys(): string;
  finds(): Find[];
  tally(): Tally;
}

export function openRecord(folder: string): RunRecord {
  const read = (name: string) => {
    const file = path.join(folder, name);
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  };
  // By a descriptor, which is not watched: what is written here would count as output of the suite.
  const append = (name: string, text: string) => {
    const file = fs.openSync(path.join(folder, name), 'a');
    fs.writeSync(file, text);
    fs.closeSync(file);
  };
  const list = <T>(name: string) =>
    read(name)
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as T);
  return {
    addKeys: (digests) => append('keys', digests),
    addFind: (find) => append('finds', `${JSON.stringify(find)}\n`),
    addTally: (tally) => append('tally', `${JSON.stringify(tally)}\n`),
    keys: () => read('keys'),
    finds: () => list<Find>('finds'),
    tally: () =>
      list<Tally>('tally').reduce(
        (sum, { texts, characters, keys }) => ({
          texts: sum.texts + texts,
          characters: sum.characters + characters,
          keys: sum.keys + keys,
        }),
        { texts: 0, characters: 0, keys: 0 },
      ),
  };
}

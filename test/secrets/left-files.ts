import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { KnownKeys } from './key/known-keys.ts';
import { search } from './key/search.ts';
import type { Find } from './run-record.ts';

/** Nothing of the suite's is in there. */
const NOT_OURS = new Set(['node_modules', '.git', '.venv']);

/** What is found in the files of a folder, and how many there are, the folders below included. */
export function searchFolder(folder: string, keys: KnownKeys): { files: number; characters: number; finds: Find[] } {
  const sum = { files: 0, characters: 0, finds: [] as Find[] };
  for (const file of filesBelow(folder)) {
    const text = readFileSync(file, 'latin1');
    const trace = search(text, keys);
    sum.files += 1;
    sum.characters += text.length;
    if (trace) sum.finds.push({ trace, place: `file ${file}`, during: 'the whole suite, which left it' });
  }
  return sum;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry: Dirent) => {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : filesBelow(at);
    return entry.isFile() ? [at] : [];
  });
}

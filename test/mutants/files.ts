import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { matchesAny } from './glob.ts';

export const ROOT = join(import.meta.dirname, '../..');

const NOT_OURS = new Set(['node_modules', 'dist', '.git']);

/** Files of the tree that any of the patterns means, in the order of their names. */
export function findFiles(patterns: readonly string[], folder = ''): string[] {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  const found = entries.flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : findFiles(patterns, path);
    return matchesAny(path, patterns) ? [path] : [];
  });
  return found.toSorted();
}

export function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

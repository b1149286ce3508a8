import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { instrument } from '../reach/instrument.ts';
import type { Replaced } from './task.ts';

const ROOT = join(import.meta.dirname, '../../..');
const NOW = Symbol.for('keyfleet.mutants.replaced');
const shared = globalThis as { [NOW]?: Replaced | undefined };

/** Says what is found instead of sources from now on. Files are named from the root of the tree. */
export function setReplaced(replaced: Replaced): void {
  shared[NOW] = replaced;
}

/**
 * A plugin of Vite: hands tests a changed source on load, and leaves the file as it is. It is loaded with the
 * configuration, apart from what sets it, so what it hands out is found under a global name.
 */
export const replaceSources = {
  name: 'mutants',
  enforce: 'pre' as const,
  load(id: string) {
    const replaced = shared[NOW];
    if (!replaced || !id.startsWith(`${ROOT}/`)) return null;
    const file = id.slice(ROOT.length + 1);
    if (replaced.kind === 'mutant') return file === replaced.file ? replaced.text : null;
    const number = replaced.files.indexOf(file);
    return number === -1 ? null : instrument(readFileSync(id, 'utf8'), number);
  },
};

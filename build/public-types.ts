import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The relative path without its ending, in `from '…'` and `import('…')`. */
const IMPORT = /(?<=(?:from |import\()['"])(\.{1,2}\/[^'"]*)\.ts(?=['"])/g;

/**
 * Keeps of compiled declarations those that the entries lead to. The compiler rewrites the endings of imports in
 * JavaScript only, so here each declaration comes to name `x.js` where its source says `x.ts`.
 */
export async function keepPublicTypes(folder: string, entries: readonly string[]): Promise<void> {
  const kept = new Set(entries);
  for (const file of kept) {
    const text = await readFile(path.join(folder, file), 'utf8');
    for (const [, name] of text.matchAll(IMPORT)) kept.add(path.join(path.dirname(file), `${name}.d.ts`));
    await writeFile(path.join(folder, file), text.replaceAll(IMPORT, '$1.js'));
  }
  const all = await readdir(folder, { recursive: true });
  const unused = all.filter((file) => file.endsWith('.d.ts') && !kept.has(file));
  for (const file of unused) await rm(path.join(folder, file));
}

import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from './bundle.ts';

const root = path.resolve(import.meta.dirname, '..');
const DIST = path.join(root, 'dist');
const SOURCES = ['functions', 'shared', 'build', 'fleet.yaml', 'package-lock.json'];

/**
 * Brings the bundles in `dist` up to date, at no cost where they are. Builds beside them and moves each file into place,
 * because another process may be loading one at this moment: it must see the old file or the new one, never half of one.
 */
export async function buildInPlace(dist = DIST, from: readonly string[] = SOURCES): Promise<void> {
  const stamp = path.join(dist, '.built-from');
  const sources = await describe(from.map((name) => path.resolve(root, name)));
  if ((await readFile(stamp, 'utf8').catch(() => '')) === sources) return;
  await mkdir(dist, { recursive: true });
  const staging = await mkdtemp(path.join(dist, '.staging-'));
  try {
    await build({ outDir: staging });
    for (const name of await readdir(staging)) await moveFiles(path.join(staging, name), path.join(dist, name));
    await writeFile(stamp, sources);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function moveFiles(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const file of await readdir(from)) await rename(path.join(from, file), path.join(to, file));
}

/** A digest of the names, times and sizes of everything that goes into a bundle. */
async function describe(sources: readonly string[]): Promise<string> {
  const files = (await Promise.all(sources.map(listFiles))).flat().toSorted();
  const lines = await Promise.all(
    files.map(async (file) => {
      const { mtimeMs, size } = await stat(file);
      return `${file} ${mtimeMs} ${size}`;
    }),
  );
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

async function listFiles(place: string): Promise<string[]> {
  if ((await stat(place)).isFile()) return [place];
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from './bundle.ts';

const root = path.resolve(import.meta.dirname, '..');
const DIST = path.join(root, 'dist');
/** What `dist` was made of, in a file of its own. */
const STAMP = '.built-from';
const SOURCES = ['functions', 'shared', 'build', 'fleet.yaml', 'package-lock.json'];

/**
 * Brings the bundles in `dist` up to date, at no cost where they are: whatever machine made them, and wherever it stood,
 * bundles made from the same sources are taken.
 * @throws a system's error such as EROFS where `dist` has to be written and cannot be
 */
export async function buildInPlace(dist = DIST, from: readonly string[] = SOURCES): Promise<void> {
  const built = await readFile(path.join(dist, STAMP), 'utf8').catch(() => '');
  if (built !== (await describe(from))) await rebuildInPlace(dist, from);
}

/**
 * Makes the bundles beside `dist` and moves each file into place, because another process may be loading one at this
 * moment: it must see the old file or the new one, never half of one. Returns the names of the functions.
 */
export async function rebuildInPlace(dist = DIST, from: readonly string[] = SOURCES): Promise<string[]> {
  const sources = await describe(from);
  await mkdir(dist, { recursive: true });
  const staging = await mkdtemp(path.join(dist, '.staging-'));
  try {
    const bundles = await build({ outDir: staging });
    for (const { name } of bundles) await moveFiles(path.join(staging, name), path.join(dist, name));
    await writeFile(path.join(dist, STAMP), sources);
    return bundles.map(({ name }) => name);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function moveFiles(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const file of await readdir(from)) await rename(path.join(from, file), path.join(to, file));
}

/** A digest of the names, below the checkout, and the contents of everything that goes into a bundle. */
async function describe(from: readonly string[]): Promise<string> {
  const files = (await Promise.all(from.map((name) => listFiles(path.resolve(root, name))))).flat().toSorted();
  const digest = createHash('sha256');
  for (const file of files) {
    digest.update(
      `${path.relative(root, file)}\0${createHash('sha256')
        .update(await readFile(file))
        .digest('hex')}\n`,
    );
  }
  return digest.digest('hex');
}

/** None where there is no such place: a packed Keyfleet has no lock file. */
async function listFiles(place: string): Promise<string[]> {
  const found = await stat(place).catch(() => null);
  if (!found) return [];
  if (found.isFile()) return [place];
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

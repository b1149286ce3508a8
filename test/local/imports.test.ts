import { readdir, readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { expect, it } from 'vitest';
import manifest from '../../local/package.json' with { type: 'json' };

const root = path.resolve(import.meta.dirname, '../..');
const IMPORT = /(?:^|\s)(?:import|export)\s(?:[^;'"]*?\sfrom\s)?['"]([^'"]+)['"]|import\(['"]([^'"]+)['"]\)/g;

/** What each source of a folder imports: the name, and where a relative one leads. */
async function importsOf(folder: string) {
  const files = await readdir(path.join(root, folder), { recursive: true });
  const sources = files.filter((file) => /\.(ts|mjs)$/.test(file) && !/^(dist|node_modules)\//.test(file));
  const found = sources.map(async (file) => {
    const source = path.join(folder, file);
    const text = await readFile(path.join(root, source), 'utf8');
    return [...text.matchAll(IMPORT)].map(([, one, other]) => readImport(source, one ?? other ?? ''));
  });
  return (await Promise.all(found)).flat();
}

function readImport(source: string, name: string) {
  return { source, name, target: name.startsWith('.') ? path.join(path.dirname(source), name) : null };
}

/** `@scope/name/part` and `name/part` without the part. */
const packageOf = (name: string) => name.split('/', name.startsWith('@') ? 2 : 1).join('/');

const local = await importsOf('local');
const packages = local.filter(({ name, target }) => target === null && !isBuiltin(name)).map(({ name }) => name);

it('the workspace of the local cloud leads to no file outside of it', () => {
  expect(local.length).toBeGreaterThan(900);
  expect(local.filter(({ target }) => target !== null && !target.startsWith('local/'))).toEqual([]);
});

it('the package of the local cloud depends on the packages that it imports, and on no others', () => {
  expect([...new Set(packages.map(packageOf))].toSorted()).toEqual(Object.keys(manifest.dependencies));
});

for (const folder of ['functions', 'shared', 'cli', 'build']) {
  it(`no file of ${folder}/ leads into the local cloud by its path`, async () => {
    const imports = await importsOf(folder);
    expect(imports.filter(({ target }) => target?.startsWith('local/'))).toEqual([]);
  });
}

it('no function, and nothing that functions share, imports the local cloud', async () => {
  const imports = [...(await importsOf('functions')), ...(await importsOf('shared'))];
  expect(imports.filter(({ name }) => packageOf(name) === manifest.name)).toEqual([]);
});

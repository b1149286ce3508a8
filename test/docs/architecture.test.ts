import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBlocks, readPage, root } from './page.ts';

const page = readPage('docs/architecture.md');
const [, layout] = readBlocks(page).filter(({ language }) => language === 'text');

/** The lines of the picture by what each is about, as a path from the root. */
const lines = new Map<string, string>();
let parent = '';
for (const line of layout?.text.trimEnd().split('\n') ?? []) {
  const [, indent = '', name = ''] = /^( *)(\S+)/.exec(line) ?? [];
  if (indent === '') parent = name;
  lines.set(indent === '' ? name : parent + name, line);
}
const named = [...lines.keys()];

const foldersIn = (at: string) =>
  readdirSync(path.join(root, at), { withFileTypes: true }).flatMap((one) =>
    one.isDirectory() && !one.name.startsWith('.') ? [`${at}${one.name}/`] : [],
  );

describe('the layout in the page on the architecture', () => {
  it('names nothing that is not there', () => {
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((at) => !existsSync(path.join(root, at)))).toEqual([]);
  });

  it.each(['shared/', 'local/'])('names every folder of %s', (at) => {
    const folders = foldersIn(at).filter((folder) => !/\/(node_modules|dist)\/$/.test(folder));

    expect(folders.filter((folder) => !named.includes(folder))).toEqual([]);
  });

  it.each(['shared/change/', 'shared/rotation/', 'local/cloud/', 'cli/'])('names every folder inside %s', (at) => {
    const line = lines.get(at) ?? '';

    expect(foldersIn(at).filter((folder) => !line.includes(` ${nameOf(folder)}`))).toEqual([]);
  });
});

/** The last part of a path: `cloud/` of `local/cloud/`. */
const nameOf = (at: string) => `${path.basename(at)}/`;

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../cli/main.ts';
import { products as services } from '../../local/cloud/services/index.ts';
import { triggerConfigs } from '../../local/host/spec/triggers.ts';
import { productNames, products } from '../../shared/products/index.ts';
import { readPage, root } from './page.ts';

/** Folders whose files the lists name. */
const CODE = ['functions', 'shared', 'local', 'cli', 'ram'];
const LISTED = [...CODE, 'test', 'docs'];
const files = [
  ...LISTED.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  ),
  's.yaml',
].filter((file) => !/\/(node_modules|dist)\//.test(file));

/** The paths in the first column of the table under a heading, as they are written. */
function listUnder(heading: string): string[] {
  const [, section = ''] = readPage('CONTRIBUTING.md').split(`\n### ${heading}\n`);
  const rows = section.split('\n#')[0]?.match(/^\| `.*?(?= \|)/gm) ?? [];
  return rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, at = '']) => at));
}

/** A path with names in place of its angle brackets; what has none is any. */
function find(pattern: string, names: Readonly<Record<string, string>> = {}): string[] {
  const filled = pattern.replaceAll(/<(\w+)>/g, (all, name: string) => names[name] ?? all);
  const parts = filled.split(/<\w+>|\*/).map((part) => part.replaceAll('.', '\\.'));
  const whole = new RegExp(`^${parts.join('[^/]*')}${pattern.endsWith('/') ? '.+' : ''}$`);
  return files.filter((file) => whole.test(file));
}

const isNamedIn = (file: string, word: string) => new RegExp(`\\b${word}\\b`).test(readPage(file));
const common = (list: readonly string[]) => list.filter((at) => !/[<*]|\/$/.test(at));

describe('the lists of what an addition needs', () => {
  it.each(['A product', 'An emulated action', 'A trigger', 'A command', 'A function'])(
    'name paths that exist: %s',
    (heading) => {
      const list = listUnder(heading);

      expect(list.length).toBeGreaterThan(2);
      expect(list.filter((at) => find(at).length === 0)).toEqual([]);
    },
  );
});

describe('the list for a product', () => {
  const list = listUnder('A product');

  it.each(productNames)('names files that %s has', (product) => {
    const own = list.filter((at) => at.includes('<product>'));
    const needed = products[product].remoteCommands ? own : own.filter((at) => !at.endsWith('/commands.ts'));

    expect(needed.length).toBeGreaterThan(15);
    expect(needed.filter((at) => find(at, { product }).length === 0)).toEqual([]);
  });

  it('names files outside of its folders that name the third product, all of them', () => {
    const perhaps = /^(cli\/demo\/|local\/README.md)/;
    const naming = files.filter(
      (file) =>
        CODE.includes(file.split('/')[0] ?? '') &&
        /\.(ts|json)$/.test(file) &&
        !/(products|services)\/swas\//.test(file) &&
        !perhaps.test(file) &&
        isNamedIn(file, 'swas'),
    );
    const listed = common(list).filter((at) => CODE.includes(at.split('/')[0] ?? ''));

    expect(naming.toSorted()).toEqual(listed.toSorted());
  });
});

describe('the list for an emulated action', () => {
  const list = listUnder('An emulated action');

  it.each(services)('holds for every action of $name', ({ name: service, actions }) => {
    expect.hasAssertions();
    for (const [name] of Object.entries(actions)) {
      const action = name.replaceAll(
        /(?<=[a-z])[A-Z]|^[A-Z]/g,
        (letter, at) => `${at ? '-' : ''}${letter.toLowerCase()}`,
      );
      const missing = list.filter((at) => find(at, { service, action }).length === 0);
      const silent = [...common(list), `local/cloud/services/${service}/index.ts`].filter((at) => !isNamedIn(at, name));

      expect({ name, missing, silent }).toEqual({ name, missing: [], silent: [] });
    }
  });
});

describe('the list for a trigger', () => {
  it.each(Object.keys(triggerConfigs))('holds for %s', (trigger) => {
    const list = listUnder('A trigger');
    const specs = ['s.yaml', 'local/host/spec/triggers.ts', 'cli/check/spec/trigger-schema.ts'];

    expect(list).toEqual(expect.arrayContaining(specs));
    expect(list.filter((at) => find(at, { trigger }).length === 0)).toEqual([]);
    expect(specs.filter((at) => !isNamedIn(at, trigger))).toEqual([]);
  });
});

describe('the list for a command', () => {
  it('holds for the commands that there are', () => {
    const used = [...readPage('cli/main.ts').matchAll(/import\('\.(\/commands\/[\w-]+\.ts)'\)/g)].map(
      ([, at = '']) => `cli${at}`,
    );
    const defining = find('cli/commands/<command>.ts').filter((file) => isNamedIn(file, 'Command'));

    expect([...new Set(used)].toSorted()).toEqual(defining.toSorted());
    expect(
      Object.keys(commands).filter((name) => !readPage('docs/functions.md').includes(`\`keyfleet ${name}\``)),
    ).toEqual([]);
  });
});

describe('the list for a function', () => {
  const names = find('functions/<function>.ts').map((file) => path.basename(file, '.ts'));

  it.each(names)('holds for %s', (name) => {
    const list = listUnder('A function');

    expect(list.filter((at) => find(at, { function: name }).length === 0)).toEqual([]);
    expect(common(list).filter((at) => !isNamedIn(at, name))).toEqual([]);
  });
});

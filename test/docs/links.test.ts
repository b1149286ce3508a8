import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPage, root } from './page.ts';

const NOT_OURS = ['node_modules', 'dist', '.git'];
const pages = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.md') && !file.split(path.sep).some((part) => NOT_OURS.includes(part)),
);

/** A page without its code, in which a link is text. */
const proseOf = (page: string) =>
  page.replaceAll(/^```.*?^```$/gms, '').replaceAll(/`[^`\n]*`/g, (code) => `\`${' '.repeat(code.length - 2)}\``);

/** Targets of a page's links to the project's own files, as they are written. */
const linksOf = (page: string) =>
  [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^\w+:/.test(target));

/** The anchors that GitHub gives to a page's headings. */
const anchorsOf = (page: string) =>
  [...page.replaceAll(/^```.*?^```$/gms, '').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** What is wrong with a link, null when nothing is. */
function findFlaw(file: string, link: string): string | null {
  const [target = '', anchor] = link.split('#');
  const at = target === '' ? file : path.join(path.dirname(file), target);
  if (!existsSync(path.join(root, at))) return `${file}: there is no ${link}`;
  if (anchor === undefined) return null;
  const isThere = statSync(path.join(root, at)).isFile() && anchorsOf(readPage(at)).includes(anchor);
  return isThere ? null : `${file}: ${at} has no heading #${anchor}`;
}

describe('links between pages', () => {
  it('lead to files and headings that exist', () => {
    const flaws = pages.flatMap((file) => linksOf(readPage(file)).map((link) => findFlaw(file, link)));

    expect(flaws.length).toBeGreaterThan(20);
    expect(flaws.filter((flaw) => flaw !== null)).toEqual([]);
  });

  it('reach every page of docs/ from the README', () => {
    const docs = pages.filter((file) => /^docs\/[^/]+\.md$/.test(file));
    const reached = linksOf(readPage('README.md')).map((link) => link.split('#')[0]);

    expect(docs.length).toBeGreaterThan(4);
    expect(docs.filter((file) => !reached.includes(file))).toEqual([]);
  });

  it('the links between pages are told from wrong ones by this test', () => {
    expect(findFlaw('README.md', 'docs/absent.md')).toBe('README.md: there is no docs/absent.md');
    expect(findFlaw('docs/fleet.md', '#absent')).toBe('docs/fleet.md: docs/fleet.md has no heading #absent');
    expect(findFlaw('docs/fleet.md', '../README.md#a-first-key-pair')).toBe(null);
  });
});

describe('tests that hold a promise', () => {
  it('the tests that hold a promise are where the README says', () => {
    const [, table = ''] = readPage('README.md').split('\n| promise | held by |');
    const [rows = ''] = table.split('\n\n');
    const paths = [...rows.matchAll(/`(test\/[\w./-]+)`/g)].map(([, at = '']) => at);

    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((at) => !existsSync(path.join(root, at)))).toEqual([]);
  });
});

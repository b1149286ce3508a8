import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildLocalCloud } from '../../build/local-cloud.ts';
import { routes } from '../../local/cloud/control/index.ts';
import { products } from '../../local/cloud/services/index.ts';
import { defaultSettings } from '../../local/cloud/settings/settings.ts';
import manifest from '../../local/package.json' with { type: 'json' };
import { openCloud } from '../local/cloud/open-cloud.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFile(path.join(root, file), 'utf8');
/** What the package says in short, and what there is to say at length. */
const page = (await Promise.all(['local/README.md', 'docs/local-cloud.md'].map(read))).join('\n');

/** The cells of every table row, without backquotes. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));
const firstCells = rows.map(([, first]) => first);

/** Blocks of code: what follows the language on the first line, and the text. */
const blocks = [...page.matchAll(/^```(\w+) ?(.*)\n([^]*?)^```$/gm)].map(([, language, info = '', text = '']) => {
  return { language, info, text };
});

describe('the page on the local cloud', () => {
  it('names every action of every product, and no other', () => {
    expect.hasAssertions();
    for (const { version, actions } of products) {
      const [, , listed] = rows.find(([, first]) => first?.endsWith(` ${version}`)) ?? [];
      expect({ version, listed: listed?.split(', ') }).toEqual({ version, listed: Object.keys(actions) });
    }
  });

  it('names every setting with its default', () => {
    expect.hasAssertions();
    for (const [name, value] of Object.entries(defaultSettings())) {
      const [, , shown] = rows.find(([, first]) => first === name) ?? [];
      expect({ name, shown }).toEqual({ name, shown: JSON.stringify(value) });
    }
  });

  it('names every route under /_local/', () => {
    expect.hasAssertions();
    expect(routes.length).toBeGreaterThan(10);
    for (const { method, path: at } of routes) expect(firstCells).toContain(`${method} ${at}`);
  });

  it('names every fault', async () => {
    const source = await readFile(path.join(root, 'local/cloud/disturbances/faults/rule.ts'), 'utf8');
    const faults = [...source.matchAll(/^ \* - `(\w+)`|`(\w+)`: it is done, then/gm)].map(
      ([, one, other]) => one ?? other,
    );
    expect(faults).toHaveLength(10);
    expect(firstCells).toEqual(expect.arrayContaining(faults));
  });

  it('names every client that is installed to drive it, with its version', async () => {
    expect.hasAssertions();
    const installed = JSON.parse(await readFile(path.join(root, 'test/clients/package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    /** Parts that clients stand on: their configuration and their runtime. */
    const parts = ['@alicloud/rpc-client', '@alicloud/tea-util', '@darabonba/typescript'];
    const clients = Object.entries(installed.dependencies)
      .filter(([name]) => !parts.includes(name))
      .map(([name, version]) => /^npm:(.*)@(.*)$/.exec(version)?.slice(1) ?? [name, version]);
    const listed = rows.map(([, client, version]) => [client, version]);
    for (const client of clients) expect(listed).toContainEqual(client);
  });

  it('shows requests that are taken', async () => {
    expect.hasAssertions();
    const cloud = await openCloud();
    const requests = blocks.filter(({ language }) => language === 'json');
    expect(requests.length).toBeGreaterThanOrEqual(4);
    for (const { info, text } of requests) {
      const [method = '', at = ''] = info.split(' ');
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${cloud.url}${at}`, { method, headers, body: text });
      expect({ info, status: answer.status }).toEqual({ info, status: 200 });
    }
  });

  it("shows a test that runs in another project's vitest", async () => {
    const project = await openProject();
    const example = blocks.find(({ info }) => info === 'cloud.test.ts');
    await writeFile(path.join(project, 'cloud.test.ts'), example?.text ?? '');
    const { code, output } = await runVitest(project);
    expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/Tests\s+1 passed/) });
  });
});

/** A project of somebody else's that has installed Keyfleet, compiled, with vitest and a client. */
async function openProject(): Promise<string> {
  const project = await mkdtemp(path.join(tmpdir(), 'keyfleet-other-'));
  onTestFinished(() => rm(project, { recursive: true, force: true }));
  await writeFile(path.join(project, 'package.json'), '{ "name": "other", "type": "module", "private": true }');
  const modules = path.join(project, 'node_modules');
  for (const file of ['package.json', 'cli/local-cloud.mjs']) {
    await cp(path.join(root, file), path.join(modules, 'keyfleet', file));
  }
  const local = path.join(modules, '@keyfleet/local-cloud');
  await cp(path.join(root, 'local/package.json'), path.join(local, 'package.json'));
  await buildLocalCloud(path.join(local, 'dist'));
  for (const scope of ['@alicloud', '@darabonba']) await mkdir(path.join(modules, scope));
  const needed = Object.keys(manifest.dependencies);
  for (const name of ['vitest', '@alicloud/openapi-core', '@darabonba/typescript', ...needed]) {
    await symlink(path.join(root, 'node_modules', name), path.join(modules, name));
  }
  return project;
}

function runVitest(project: string): Promise<{ code: number; output: string }> {
  const { VITEST: _, VITEST_MODE: __, ...env } = process.env;
  const args = [path.join(project, 'node_modules/vitest/vitest.mjs'), 'run', '--no-color'];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: project, env: { ...env, NO_COLOR: '1' } }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr });
    });
  });
}

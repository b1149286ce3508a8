import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKeyfleet } from '../run-keyfleet.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'keyfleet-check-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(name: string, text: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
}

describe('keyfleet check', () => {
  it('finds no problem in this repository', async () => {
    const run = await runKeyfleet(['check']);

    expect([run.code, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toMatch(
      /^fleet\.yaml: 1 key pair, s\.yaml: \d+ functions, no problems\nnote: direct is not set: [^\n]+\n$/,
    );
  });

  it('names file, line, column and path of every problem, with exit code 2', async () => {
    const fleet = await fileOf(
      'fleet.yaml',
      'keyPairs:\n  - name: ops\n    instances:\n      - { product: ens }\n    restrat: new\n',
    );
    const run = await runKeyfleet(['check', '--fleet', fleet]);

    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr.split('\n').map((line) => line.replace(/expected .*/, ''))).toEqual([
      `${fleet}:4:9: keyPairs.0.instances.0: `,
      `${fleet}:5:5: keyPairs.0.restrat: `,
      '2 problems',
      '',
    ]);
  });

  it('takes a missing file for wrong usage', async () => {
    const run = await runKeyfleet(['check', '--spec', 'no-such.yaml']);

    expect([run.code, run.stderr]).toEqual([2, 'keyfleet: there is no no-such.yaml\nSee keyfleet check --help\n']);
  });

  it('shows examples that work as written', async () => {
    const { stdout } = await runKeyfleet(['check', '--help']);
    const examples = stdout.split('\n').filter((line) => line.startsWith('  keyfleet '));
    expect(examples.length).toBeGreaterThanOrEqual(2);

    const runs = await Promise.all(examples.map((line) => runKeyfleet(line.trim().split(' ').slice(1))));
    expect(runs.map(({ code }) => code)).toEqual(examples.map(() => 0));
  });
});

import { describe, expect, it } from 'vitest';
import { runKeyfleet } from './run-keyfleet.ts';
import { startRunningStack } from './running-stack.ts';

/** The commands that a help text shows under its examples. */
function examplesOf(help: string): string[][] {
  const [, examples = ''] = help.split(/^Examples?.*:$/m);
  const lines = examples.split('\n').filter((line) => line.startsWith('  keyfleet '));
  return lines.map((line) => line.trim().split(' ').slice(1));
}

describe('keyfleet --help', () => {
  it('lists the commands', async () => {
    const run = await runKeyfleet(['--help']);

    expect(run.code).toBe(0);
    for (const name of ['attach', 'detach', 'local', 'demo'])
      expect(run.stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
  });

  it('is shown, with exit code 2, when no command is given', async () => {
    const run = await runKeyfleet([]);

    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('Usage: keyfleet <command>');
  });
});

describe.each(['attach', 'detach'])('keyfleet %s --help', (name) => {
  it('shows examples that work as written on the demo fleet', async () => {
    const { stdout } = await runKeyfleet([name, '--help']);
    const examples = examplesOf(stdout);
    expect(examples.length).toBeGreaterThanOrEqual(3);

    const { env } = await startRunningStack();
    for (const example of examples) expect([example, (await runKeyfleet(example, { env })).code]).toEqual([example, 0]);
  });
});

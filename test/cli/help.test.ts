import { describe, expect, it } from 'vitest';
import { commands } from '../../cli/main.ts';
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
    expect.hasAssertions();
    const run = await runKeyfleet(['--help']);

    expect(run.code).toBe(0);
    const listed = [...run.stdout.matchAll(/^ {2}(\S+) +(.*)$/gm)].map(([, name, summary]) => [name, summary]);
    expect(listed).toEqual(Object.entries(commands).map(([name, { summary }]) => [name, summary]));
    expect(listed.map(([name]) => name)).toContain('attach');
  });

  it('keyfleet --help is shown, with exit code 2, when no command is given', async () => {
    const run = await runKeyfleet([]);

    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('Usage: keyfleet <command>');
  });
});

describe('help of a command', () => {
  it.each(Object.entries(commands))(
    'the help of a command says what %s is for, with examples of it',
    async (name, { load }) => {
      const { help } = await load();

      expect(help.split('\n')[0]).toMatch(/^[A-Z].{20,}/);
      expect(examplesOf(help).map(([command]) => command)).toContain(name);
    },
  );
});

describe.each(['attach', 'detach'])('keyfleet %s --help', (name) => {
  it('shows examples that work as written on the demo fleet', async () => {
    expect.hasAssertions();
    const { stdout } = await runKeyfleet([name, '--help']);
    const examples = examplesOf(stdout);
    expect(examples.length).toBeGreaterThanOrEqual(3);

    const { env } = await startRunningStack();
    for (const example of examples) expect([example, (await runKeyfleet(example, { env })).code]).toEqual([example, 0]);
  });
});

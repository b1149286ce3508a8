import { describe, expect, it } from 'vitest';
import { knownVariables } from '../../cli/check/spec/variables.ts';
import { optionFields } from '../../shared/change/request/options.ts';
import { runKeyfleet } from '../cli/run-keyfleet.ts';
import { startRunningStack } from '../cli/running-stack.ts';
import { readBlocks, readCommands, readPage, runInShell } from './page.ts';

const page = readPage('docs/functions.md');

describe('the page on the functions', () => {
  it('shows a request and the answer to it', async () => {
    const [request, answer] = readBlocks(page).filter(({ language }) => language === 'json');
    const { env } = await startRunningStack();

    const run = await runKeyfleet(['attach', '--file', '-', '--json'], { env, input: request?.text ?? '' });

    expect(JSON.parse(run.stdout)).toMatchObject(JSON.parse(answer?.text ?? '') as object);
  });

  it('shows commands that work as written on the demo fleet', async () => {
    expect.hasAssertions();
    const { env } = await startRunningStack();
    const commands = readCommands(page);

    expect(commands.length).toBeGreaterThanOrEqual(1);
    for (const { command } of commands) {
      expect({ command, code: (await runInShell(command, env)).code }).toEqual({ command, code: 0 });
    }
  });

  it('names every option of an attach and of a detach', () => {
    const names = [...Object.keys(optionFields.attach), ...Object.keys(optionFields.detach)];

    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('names every environment variable that functions read', () => {
    expect(knownVariables.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});

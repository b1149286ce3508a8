import { describe, expect, it } from 'vitest';
import { startRunningStack } from './cli/running-stack.ts';
import { readCommands, readPage, runInShell } from './docs/page.ts';

/** Besides `npx keyfleet …`, which is run below as it stands, the README shows these; other tests run what is in them. */
const RUN_ELSEWHERE = ['npm ci && npm run demo', 'npm ci && npm test', 'npm start'];

const commands = readCommands(readPage('README.md'));

describe('the README', () => {
  it('shows commands that work one after another, with the output that they have', async () => {
    expect.hasAssertions();
    const ours = commands.filter(({ command }) => command.startsWith('npx keyfleet '));
    const { env } = await startRunningStack();

    expect(ours.length).toBeGreaterThanOrEqual(3);
    for (const { command, output } of ours) {
      const { code, stdout } = await runInShell(command, env);
      expect({ command, code, stdout }).toEqual({ command, code: 0, stdout: output ?? stdout });
    }
  });

  it('shows nothing else but commands that other tests cover', () => {
    const others = commands.filter(({ command }) => !command.startsWith('npx keyfleet '));
    const { scripts } = JSON.parse(readPage('package.json')) as { scripts: object };

    expect(others.map(({ command }) => command)).toEqual(RUN_ELSEWHERE);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['demo', 'test', 'start', 'build']));
  });
});

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const project = path.join(import.meta.dirname, '../..');

function run(command: string, argument: string) {
  const { status, stdout, stderr } = spawnSync('npx', ['--no-install', 'tsx', command, argument], {
    cwd: project,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe.each(['bench/main.ts', 'bench/structure/main.ts', 'test/mutants/main.ts'])('%s', (command) => {
  it('says with --help what it does, and does nothing else', () => {
    expect(run(command, '--help')).toEqual({ status: 0, stdout: expect.stringMatching(/^npm run /), stderr: '' });
  });

  it('refuses what it does not take in one line', () => {
    expect.hasAssertions();
    for (const argument of ['--no-such-option', 'no-such-word']) {
      const { status, stdout, stderr } = run(command, argument);
      expect({ argument, status, stdout, lines: stderr.trim().split('\n').length }).toEqual({
        argument,
        status: 2,
        stdout: '',
        lines: 1,
      });
      expect(stderr).toContain(argument);
    }
  });
});

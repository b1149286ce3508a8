import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

/** Runs the suite in `fixtures`; its exit code, all that it printed, and what its JSON reporter counted. */
async function runFixtures() {
  const { VITEST: _, VITEST_MODE: __, ...env } = process.env;
  const flags = ['run', '--config', 'test/runner/fixtures/vitest.config.ts', '--reporter=json'];
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', ...flags], { cwd: root, env });
  const printed = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (printed.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed.stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  const { numPassedTests } = JSON.parse(printed.stdout.slice(printed.stdout.indexOf('{"num'))) as {
    numPassedTests: number;
  };
  return { code, numPassedTests, stderr: printed.stderr };
}

it('a worker that hangs while it loads a file is ended, the run fails, and other files are run', async () => {
  const { code, numPassedTests, stderr } = await runFixtures();

  expect({ code, numPassedTests }).toEqual({ code: 1, numPassedTests: 1 });
  expect(stderr).toMatch(/fixtures\/hangs\.ts: its worker said nothing for 5 s and is ended; it asks for nothing/);
});

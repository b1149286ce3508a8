import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

it('a suite with a test that logs a piece of a private key fails, says where and not what', async () => {
  const file = path.join(os.tmpdir(), 'nested-run.json');
  const { VITEST: _, VITEST_MODE: __, ...env } = process.env;
  const flags = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/secrets/fixtures/vitest.config.ts'];
  const child = spawn(process.execPath, [...vitest, ...flags], { cwd: root, env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = await once(child, 'close');

  const { numFailedTests, numPassedTests } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>;
  expect({ code, numFailedTests, numPassedTests }).toEqual({ code: 1, numFailedTests: 1, numPassedTests: 1 });
  expect(output).toContain('a piece in log, during');
  expect(output).toContain('logs a line of a private key, which a spy keeps');
  rmSync(file);
});

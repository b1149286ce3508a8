import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type Bench, toTable } from './bench.ts';

const SHOWN = 12;

interface VitestReport {
  readonly startTime: number;
  readonly numTotalTests: number;
  readonly testResults: readonly { readonly name: string; readonly startTime: number; readonly endTime: number }[];
}

/** What takes longest in `npm test`: its tests without lint and types, by file. */
export const testPath: Bench = async ({ quick }) => {
  if (quick) return ['Left out of a quick run.'];
  const dir = await mkdtemp(join(tmpdir(), 'keyfleet-tests-'));
  const startedMs = Date.now();
  const { startTime, numTotalTests, testResults } = await runTests(join(dir, 'report.json'));
  const seconds = (Date.now() - startedMs) / 1000;
  await rm(dir, { recursive: true });
  const files = testResults.map(({ name, startTime: from, endTime: to }) => ({ name, seconds: (to - from) / 1000 }));
  const total = files.reduce((sum, file) => sum + file.seconds, 0);
  const longest = files.toSorted((a, b) => b.seconds - a.seconds).slice(0, SHOWN);
  const rows = longest.map((file) => [
    relative(process.cwd(), file.name),
    file.seconds.toFixed(1),
    `${((100 * file.seconds) / total).toFixed(0)} %`,
  ]);
  return [
    `${numTotalTests} tests in ${testResults.length} files: ${seconds.toFixed(0)} s from ${new Date(startTime).toISOString()} on,`,
    `${total.toFixed(0)} s of files one after the other. The longest:`,
    '',
    ...toTable(['file', 'seconds', 'of all'], rows),
  ];
};

async function runTests(file: string): Promise<VitestReport> {
  const args = ['vitest', 'run', '--reporter=json', `--outputFile=${file}`];
  const child = spawn('npx', args, { stdio: 'ignore' });
  await new Promise((resolve) => child.once('exit', resolve));
  return JSON.parse(await readFile(file, 'utf8')) as VitestReport;
}

// Runs a suite of vitest, `suite.mjs <name> <counts> <command>…`, and adds `<passed> <failed>` to the file of counts.
//
// Tests start processes, servers and guests, and a busy machine can be too slow for one of them. So files with failures run
// once more, alone; where no file is to blame, as when a worker hung, all of them do. What fails again is a failure. What
// passes is named, `failed at first`: it depends on something that it should not depend on, and wants to be mended.
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** More files than this are no accident. */
const MAX_FILES = 5;
/** A worker that hangs is ended by the runner itself and fails the run; the limit here is for a runner that does. */
const LIMIT_SECONDS = 3300;
/** All suites together have so long; the checks after them take a minute or two. */
const TOTAL_SECONDS = 5100;
/** Looks back on what all others have printed and sent, so it says nothing alone. */
const LOOKS_BACK = 'test/secrets/whole-suite.test.ts';

const [name, counts, ...command] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'suite-'));

const secondsLeft = () => TOTAL_SECONDS - (Date.now() / 1000 - Number(process.env.CI_STARTED ?? Date.now() / 1000));

/**
 * @returns {{ passed: number, failed: number, files: string[], hasCounterexample: boolean }} a counterexample was found by
 * chance, and another run would not find it again
 */
function run(label, more) {
  const output = join(folder, `${label}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${output}`];
  const limit = Math.max(60, Math.min(LIMIT_SECONDS, secondsLeft()));
  const given = ['--kill-after=10', String(Math.floor(limit)), ...command, ...more, ...reporters];
  const { status } = spawnSync('timeout', given, { stdio: 'inherit' });
  const { numPassedTests, numFailedTests, testResults } = read(output);
  const files = testResults
    .filter((file) => file.status === 'failed')
    .map((file) => relative(process.cwd(), file.name));
  const failed = status === 0 ? numFailedTests : Math.max(numFailedTests, files.length, 1);
  for (const { title } of failuresOf(testResults)) console.log(`${name}: ${label} failure: ${title}`);
  const hasCounterexample = JSON.stringify(testResults).includes('Property failed after');
  return { passed: numPassedTests, failed, files, hasCounterexample };
}

function read(output) {
  try {
    return JSON.parse(readFileSync(output, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, testResults: [] };
  }
}

const failuresOf = (testResults) =>
  testResults.flatMap((file) => {
    const tests = file.assertionResults.filter(({ status }) => status === 'failed');
    const titles = tests.map(({ fullName }) => `${relative(process.cwd(), file.name)}: ${fullName}`);
    if (titles.length === 0 && file.status === 'failed')
      titles.push(`${relative(process.cwd(), file.name)}: ${file.message}`);
    return titles.map((title) => ({ title }));
  });

let { passed, failed, files, hasCounterexample } = run('first', []);
const isAccident = passed > 0 && files.length <= MAX_FILES && !files.includes(LOOKS_BACK) && !hasCounterexample;
if (failed > 0 && isAccident) {
  const again = run('second', files.length > 0 ? [...files, '--no-file-parallelism'] : []);
  if (again.failed === 0) {
    console.log(`${name}: ${failed} failed at first, and passed at second: ${files.join(', ') || 'no file to blame'}`);
    [passed, failed] = files.length > 0 ? [passed + failed, 0] : [again.passed, 0];
  }
}
console.log(`${name}: ${passed} passed, ${failed} failed`);
appendFileSync(counts, `${passed} ${failed}\n`);

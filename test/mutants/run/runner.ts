import { join } from 'node:path';
import type { Reporter, TestCase, TestSpecification, Vitest } from 'vitest/node';
import { createVitest } from 'vitest/node';
import { setReplaced } from './replace.ts';
import type { Said, Task, TestsOf } from './task.ts';

/*
 * A process that runs tests for one task after the other: it keeps what it has compiled, and each task gets a worker of
 * its own, so that nothing of a mutant is left for the next. A test that never ends is ended from outside, with this.
 */
const ROOT = join(import.meta.dirname, '../../..');
let vitest: Vitest | undefined;

const reporter: Reporter = {
  onTestCaseResult(test) {
    const state = test.result().state;
    if (state === 'passed' || state === 'failed') say({ kind: 'test', result: toResult(test, state === 'failed') });
  },
};

process.on('message', (task: Task) => {
  run(task).then(
    (errors) => say({ kind: 'end', errors }),
    (error: unknown) => say({ kind: 'end', errors: [String(error)] }),
  );
});
process.on('disconnect', () => process.exit());

async function run({ replaced, tests, endsAtFailure, workers }: Task): Promise<string[]> {
  setReplaced(replaced);
  const running = (vitest ??= await start());
  if (replaced.kind === 'mutant') running.invalidateFile(join(ROOT, replaced.file));
  running.state.filesMap.clear();
  for (const { config } of [running, ...running.projects]) {
    config.bail = endsAtFailure ? 1 : 0;
    config.maxWorkers = workers;
  }
  const specifications = await findSpecifications(running, tests);
  const { testModules, unhandledErrors } = await running.runTestSpecifications(specifications);
  if (replaced.kind === 'mutant') running.invalidateFile(join(ROOT, replaced.file));
  const broken = testModules.flatMap((module) => module.errors().map(({ message }) => message));
  return [...broken, ...unhandledErrors.map(messageOf)];
}

function start(): Promise<Vitest> {
  const config = join(import.meta.dirname, 'vitest.config.ts');
  return createVitest('test', { root: ROOT, config, watch: false, project: ['!last'], reporters: [reporter] });
}

async function findSpecifications(running: Vitest, tests: readonly TestsOf[]): Promise<TestSpecification[]> {
  const all = await running.globTestSpecifications();
  return tests.flatMap(({ file, ids }) => {
    const [found] = all.filter(({ moduleId }) => moduleId === join(ROOT, file));
    if (!found) return [];
    return [ids ? found.project.createSpecification(found.moduleId, { testIds: [...ids] }) : found];
  });
}

function toResult(test: TestCase, hasFailed: boolean) {
  const ms = test.diagnostic()?.duration ?? 0;
  return { id: test.id, file: test.module.relativeModuleId, name: test.fullName, hasFailed, ms };
}

function say(said: Said): void {
  process.send?.(said);
}

function messageOf(error: unknown): string {
  return error instanceof Object && 'message' in error ? String(error.message) : String(error);
}

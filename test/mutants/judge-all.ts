import { cpus, loadavg } from 'node:os';
import { known } from './config.ts';
import { findFiles } from './files.ts';
import { type Judged, judge } from './judge.ts';
import type { Mutant } from './mutant.ts';
import { findReach } from './reach/find-reach.ts';
import { readImports } from './reach/imports.ts';
import { type FindReaching, findReaching } from './reach/reaching.ts';
import { sayJudged } from './report.ts';
import { createRunner } from './run/runners.ts';

export interface JudgeOptions {
  /** Runs of tests at the same time. */
  readonly jobs: number;
  /** The most test files that are asked of one mutant. */
  readonly tests: number;
  /** Finds anew which tests reach what. */
  readonly record: boolean;
  sourceOf(file: string): string;
  /** Says how far it is. */
  say(line: string): void;
}

/** Runs the tests that reach each mutant, in processes that end with it. */
export async function judgeAll(mutants: readonly Mutant[], options: JudgeOptions): Promise<Judged[]> {
  const reaching = await prepare(mutants, options);
  const queue = [...mutants];
  const judged: Judged[] = [];

  const work = async () => {
    const runner = createRunner();
    for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
      const source = options.sourceOf(mutant.file);
      const one = await judge(runner, { mutant, source, reaching: reaching(mutant, source), slowness: slowness() });
      judged.push(one);
      options.say(`${judged.length}/${mutants.length} ${sayJudged(one)}`);
    }
    runner.end();
  };

  await Promise.all(Array.from({ length: options.jobs }, work));
  return judged;
}

/** Processes that wait for each core, as the system has counted them for a minute. */
function slowness(): number {
  return Math.max(1, (loadavg()[0] ?? 0) / cpus().length);
}

async function prepare(mutants: readonly Mutant[], { record, tests, say }: JudgeOptions): Promise<FindReaching> {
  const sources = [...new Set(mutants.map(({ file }) => file))];
  const imports = readImports(findFiles([...known, 'test/**/*.ts']));
  const reach = await findReach({ sources, imports, anew: record, say });
  for (const { file, name, hasFailed } of [...reach.values()].flatMap(({ results }) => results)) {
    if (hasFailed) say(`left out, for it fails without a mutant: ${file}: ${name}`);
  }
  return findReaching(reach, imports, tests);
}

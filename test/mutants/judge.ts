import { apply, type Mutant } from './mutant.ts';
import type { Reaching } from './reach/reaching.ts';
import type { Runner } from './run/runners.ts';

export type Verdict =
  | { readonly kind: 'killed'; readonly by: string }
  /** A test did not end any more, which a suite notices too. */
  | { readonly kind: 'hung' }
  | { readonly kind: 'survived'; readonly tests: number }
  /** No test reaches the place. */
  | { readonly kind: 'unreached' };

export interface Judged {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
  readonly seconds: number;
}

/** What a test may take with all that is loaded before it, and how often what it takes without a mutant. */
const SILENCE_MS = 20_000;
const TIMES = 5;

/** Runs the tests that reach a mutant, until one fails. */
export async function judge(runner: Runner, subject: Subject): Promise<Judged> {
  const { mutant, source, reaching, slowness } = subject;
  const startedMs = Date.now();
  const verdict = reaching.length === 0 ? ({ kind: 'unreached' } as const) : await runTests();
  return { mutant, verdict, seconds: (Date.now() - startedMs) / 1000 };

  async function runTests(): Promise<Verdict> {
    const replaced = { kind: 'mutant', file: mutant.file, text: apply(source, mutant) } as const;
    const longestMs = Math.max(...reaching.map((one) => one.longestMs));
    const silenceMs = slowness * (SILENCE_MS + TIMES * longestMs);
    const tests = reaching.map(({ file, ids }) => ({ file, ids }));
    const ran = await runner.run({ replaced, tests, endsAtFailure: true, workers: 1 }, silenceMs);
    if (ran.hasHung) return { kind: 'hung' };
    const failed = ran.results.find(({ hasFailed }) => hasFailed);
    if (failed) return { kind: 'killed', by: `${failed.file}: ${failed.name}` };
    const [error] = ran.errors;
    return error === undefined ? { kind: 'survived', tests: ran.results.length } : { kind: 'killed', by: error };
  }
}

export interface Subject {
  readonly mutant: Mutant;
  readonly source: string;
  readonly reaching: readonly Reaching[];
  /** How many times longer everything takes on a machine that has other work; 1 without. */
  readonly slowness: number;
}

import type { Judged } from './judge.ts';
import { linesOf, type Mutant } from './mutant.ts';
import { type Known, reasonFor } from './survivors.ts';

/** One line of how a mutant fared. */
export function sayJudged({ mutant, verdict, seconds }: Judged): string {
  const how = 'by' in verdict ? `${verdict.kind} by ${verdict.by.split('\n')[0]}` : verdict.kind;
  return `${placeOf(mutant)} ${mutant.what}: ${how} (${seconds.toFixed(1)} s)`;
}

/** What lived, as small diffs with what is known of it, and how many were killed. */
export function report(
  judged: readonly Judged[],
  sourceOf: (file: string) => string,
  known: readonly Known[],
): string[] {
  const lived = judged.filter(({ verdict }) => verdict.kind === 'survived' || verdict.kind === 'unreached');
  const withReason = lived.filter(({ mutant }) => reasonFor(mutant, sourceOf(mutant.file), known));
  const valid = judged.length - withReason.length;
  const killed = judged.length - lived.length;
  const share = valid === 0 ? 100 : Math.round((100 * killed) / valid);
  return [
    ...lived.flatMap((one) => sayLived(one, sourceOf(one.mutant.file), known)),
    `${killed} of ${valid} mutants killed (${share} %); ${lived.length - withReason.length} lived, and ${withReason.length} with a reason`,
  ];
}

function sayLived({ mutant, verdict }: Judged, source: string, known: readonly Known[]): string[] {
  const tests = verdict.kind === 'survived' ? `${verdict.tests} tests passed` : 'no test reaches it';
  const reason = reasonFor(mutant, source, known);
  return [...sayMutant(mutant, source), `  ${tests}`, ...(reason ? [`  known: ${reason}`] : []), ''];
}

/** Where it is, what it is, and the lines before and after. */
export function sayMutant(mutant: Mutant, source: string): string[] {
  const { was, now } = linesOf(source, mutant);
  const mark = (text: string, sign: string) => (text === '' ? [] : text.split('\n').map((line) => `  ${sign} ${line}`));
  return [`${placeOf(mutant)} ${mutant.what}`, ...mark(was, '-'), ...mark(now, '+')];
}

function placeOf({ file, line }: Mutant): string {
  return `${file}:${line}`;
}

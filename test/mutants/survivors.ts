import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linesOf, type Mutant } from './mutant.ts';

/** A mutant that may live, and why: most change nothing that anything could see. */
export interface Known {
  readonly file: string;
  /** The lines before and after, as they are reported; line breaks as `\n`. */
  readonly was: string;
  readonly now: string;
  readonly reason: string;
}

export function loadKnown(): Known[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'survivors.json'), 'utf8')) as Known[];
}

export function reasonFor(mutant: Mutant, source: string, known: readonly Known[]): string | null {
  const { was, now } = linesOf(source, mutant);
  const found = known.find((one) => one.file === mutant.file && one.was === was && one.now === now);
  return found?.reason ?? null;
}

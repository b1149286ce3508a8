import { findInCode, isWellFormed } from './code/find.ts';
import { never, scripts } from './config.ts';
import { findFiles } from './files.ts';
import { matchesAny } from './glob.ts';
import { type Mutant, toMutant } from './mutant.ts';
import type { Options } from './options.ts';
import { findInScripts, isReadable } from './script/find.ts';

type Where = Pick<Options, 'only' | 'not' | 'kind' | 'at'>;

/** Every mutant of the sources that are asked for. */
export function findMutants({ only, not, kind, at }: Where, read: (file: string) => string): Mutant[] {
  const files = findFiles(only).filter((file) => !matchesAny(file, [...never, ...not]));
  return files.flatMap((file) => {
    const source = read(file);
    const inCode = kind === 'scripts' ? [] : findInCode(source);
    const inScripts = kind === 'code' || !matchesAny(file, scripts) ? [] : findInScripts(source);
    const found = [...inCode, ...inScripts].map((change) => toMutant(file, source, change));
    return at ? found.filter(({ line }) => line === at.line) : found;
  });
}

/** Whether a compiler or a shell can still read what the mutant leaves. */
export function isValid(mutant: Mutant, source: string): boolean {
  return isWellFormed(source, mutant) && (!isInScript(mutant, source) || isReadable(source, mutant));
}

function isInScript(mutant: Mutant, source: string): boolean {
  return findInScripts(source).some(({ start, end, text }) => {
    return start === mutant.start && end === mutant.end && text === mutant.text;
  });
}

import { readArguments } from '../../build/read-arguments.ts';
import { read } from './files.ts';
import { findMutants, isValid } from './find-mutants.ts';
import { judgeAll } from './judge-all.ts';
import type { Mutant } from './mutant.ts';
import { readOptions } from './options.ts';
import { report, sayMutant } from './report.ts';
import { sample } from './sample.ts';
import { loadKnown } from './survivors.ts';
import { askCompiler } from './types.ts';

/*
 * `npm run mutants` changes the sources one place at a time and runs the tests that reach it. What no test notices is
 * printed; nothing on the disk is changed. See CONTRIBUTING.md.
 */
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const say = (line: string) => console.error(line);
const texts = new Map<string, string>();
const sourceOf = (file: string): string => {
  const text = texts.get(file) ?? read(file);
  texts.set(file, text);
  return text;
};

const usage = `
npm run mutants [-- OPTIONS]     changes the sources in one place at a time and runs the tests that reach it

  --count N        how many mutants of the sample. Default: 150.
  --seed N         another seed is another sample. Default: 1.
  --kind KIND      code, scripts or both. Default: both.
  --only PATTERN   sources to change; once more for others, e.g. 'shared/guest/**'
  --not PATTERN    sources to leave as they are; once more for others
  --at FILE:LINE   every change to one line, as a survivor is reported
  --jobs N         tests at the same time. Default: 2.
  --tests N        test files that are asked of one mutant at most, the nearest first. Default: all that reach it.
  --record         finds anew which tests reach what
  --list           names the sample and runs nothing
`;
const options = readArguments(usage, readOptions);
const all = findMutants(options, sourceOf);
const isSound = (mutant: Mutant) => isValid(mutant, sourceOf(mutant.file));
const mutants = options.at ? all.filter(isSound) : sample(all, { ...options, isValid: isSound });
say(`${mutants.length} of ${all.length} mutants, seed ${options.seed}`);
if (options.list) {
  console.log(mutants.flatMap((mutant) => sayMutant(mutant, sourceOf(mutant.file))).join('\n'));
} else {
  const judged = await judgeAll(mutants, { ...options, sourceOf, say });
  console.log(report(await askCompiler(judged, sourceOf), sourceOf, loadKnown()).join('\n'));
}

import type { Change } from '../mutant.ts';
import type { Script } from './find.ts';
import { changesOf, type Rule } from './match.ts';

const other: Readonly<Record<string, readonly string[]>> = {
  '&&': ['||'],
  '||': ['&&'],
  '=': ['!='],
  '!=': ['='],
  '-eq': ['-ne'],
  '-ne': ['-eq'],
  '-gt': ['-ge', '-le'],
  '-ge': ['-gt', '-lt'],
  '-lt': ['-le', '-ge'],
  '-le': ['-lt', '-gt'],
  '-n': ['-z'],
  '-z': ['-n'],
};

/** Lists of commands, and what decides between them. */
const rules: readonly Rule[] = [
  {
    what: 'and for or, or for and',
    find: / (?<changed>&&|\|\|)(?= |$)/,
    becomes: ({ groups }) => other[groups?.['changed'] ?? ''] ?? [],
  },
  {
    what: 'what happens otherwise dropped',
    find: /(?<changed> \|\| (?:fail|lost|refuse|broken|return|continue|try)\b[^;{}\n]*)(?=\n|; )/,
    becomes: () => [''],
  },
  {
    what: 'condition changed',
    find: /\[ (?:! )?(?:[^\]\n]* )?(?<changed>=|!=|-eq|-ne|-gt|-ge|-lt|-le|-n|-z) [^\]\n]*\]/,
    becomes: ({ groups }) => other[groups?.['changed'] ?? ''] ?? [],
  },
  { what: 'condition negated', find: /\[ (?<changed>)(?!!)/, becomes: () => ['! '] },
  { what: 'negation dropped', find: /(?<changed>! )(?=\S)/, becomes: () => [''] },
  { what: 'pattern dropped', find: /^\s*(?<changed>[^()\s|]+ \| )[^()\n]*\)/, becomes: () => [''] },
];

export function inLists(script: Script): Change[] {
  return rules.flatMap((rule) => changesOf(script, 'c', rule));
}

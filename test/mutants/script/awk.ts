import type { Change } from '../mutant.ts';
import type { Script } from './find.ts';
import { changesOf, type Rule } from './match.ts';

const other: Readonly<Record<string, string>> = {
  '&&': '||',
  '||': '&&',
  '==': '!=',
  '!~': '~',
  '~': '!~',
  '<': '>=',
  '>': '<=',
};

/** Programs of awk, which stand in single quotes and have a block in braces. */
const rules: readonly Rule[] = [
  {
    what: 'awk: condition changed',
    find: / (?<changed>&&|\|\||==|!~|~|<|>) (?!")/,
    becomes: ({ groups }) => [other[groups?.['changed'] ?? ''] ?? ''],
  },
  { what: 'awk: negation dropped', find: /(?<=[\s('])(?<changed>!)(?=[a-z(])/, becomes: () => [''] },
  {
    what: 'awk: number changed',
    find: /(?<=[<>=+-] ?|return )(?<changed>\d+)\b/,
    becomes: ({ groups }) => [`${Number(groups?.['changed']) + 1}`],
  },
  { what: 'awk: substitution dropped', find: /(?<changed>g?sub\(\/.*?\/, "[^"]*", ?\w+\))/, becomes: () => ['1'] },
];

export function inAwk({ text, kinds, offset }: Script): Change[] {
  const programs = kinds.replaceAll(/'+/g, (quoted: string, at: number) => {
    return text.slice(at, at + quoted.length).includes('{') ? quoted : '"'.repeat(quoted.length);
  });
  return rules.flatMap((rule) => changesOf({ text, kinds: programs, offset }, "'", rule));
}

import type { Change } from '../mutant.ts';
import type { Script } from './find.ts';
import { changesOf, type Rule } from './match.ts';

/** The words of a command: its options, numbers, modes and names. */
const rules: readonly Rule[] = [
  {
    what: 'option dropped',
    find: /(?<=[a-z] )(?<changed>-[a-zA-Z]+ )(?=\S)/,
    becomes: ({ groups }) => withoutOne(groups?.['changed'] ?? ''),
  },
  {
    what: 'mode changed',
    find: /(?<=(?:umask|chmod|-m) )(?<changed>[0-7]{3})\b/,
    becomes: ({ groups }) => [groups?.['changed'] === '077' ? '022' : '777'],
  },
  {
    what: 'number changed',
    find: /(?<!(?:umask|chmod|-m) )(?<=[ =])(?<changed>\d+)(?=[ ;)\n])/,
    becomes: ({ groups }) => neighboursOf(Number(groups?.['changed'])),
  },
  {
    what: 'yes for no, no for yes',
    find: /=(?<changed>yes|no)\b/,
    becomes: ({ groups }) => [groups?.['changed'] === 'yes' ? 'no' : 'yes'],
  },
];

/** A substitution of sed, in double quotes because it holds variables. */
const substitution: Rule = {
  what: 'substitution dropped',
  find: /(?<changed>s\|[^|"]*\|[^|"]*\|g(?:; )?)/,
  becomes: () => [''],
};

export function inWords(script: Script): Change[] {
  return [...rules.flatMap((rule) => changesOf(script, 'c', rule)), ...changesOf(script, '"', substitution)];
}

function neighboursOf(number: number): string[] {
  return number === 0 ? ['1'] : [`${number + 1}`, `${number - 1}`];
}

/** `-pP ` becomes `-p ` and `-P `; a single option goes as a whole. */
function withoutOne(option: string): string[] {
  const letters = option.slice(1).trim().split('');
  if (letters.length === 1) return [''];
  return letters.map((_, at) => `-${letters.toSpliced(at, 1).join('')} `);
}

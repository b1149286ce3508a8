import { spawnSync } from 'node:child_process';
import { parseSync } from 'oxc-parser';
import { textOf, walk } from '../code/walk.ts';
import { apply, type Change } from '../mutant.ts';
import { inAwk } from './awk.ts';
import { lex } from './lex.ts';
import { removeLines } from './lines.ts';
import { inLists } from './lists.ts';
import { inWords } from './words.ts';

/** A script, what each of its characters is, and where in its source it begins. */
export interface Script {
  readonly text: string;
  readonly kinds: string;
  readonly offset: number;
}

const mutators = [removeLines, inLists, inWords, inAwk];

/** Every change to the scripts of a TypeScript source: what stands in its `String.raw` templates. */
export function findInScripts(source: string): Change[] {
  return findScripts(source).flatMap((script) =>
    mutators
      .flatMap((mutate) => mutate(script))
      .map((change) => ({ ...change, start: change.start + script.offset, end: change.end + script.offset })),
  );
}

/** Whether a shell can still read the script that the change is in. It is read and not run. */
export function isReadable(source: string, change: Change): boolean {
  const script = findScripts(source).find(({ offset, text }) => {
    return offset <= change.start && change.end <= offset + text.length;
  });
  if (!script) return false;
  const { start, end, ...rest } = change;
  const text = apply(script.text, { ...rest, start: start - script.offset, end: end - script.offset });
  return spawnSync('sh', ['-n'], { input: text }).status === 0;
}

function findScripts(source: string): Script[] {
  const found: Script[] = [];
  walk(parseSync('source.ts', source, { lang: 'ts' }).program, source, ({ node }) => {
    if (node.type !== 'TaggedTemplateExpression' || textOf(source, node.tag) !== 'String.raw') return;
    const { start, end } = node.quasi;
    if (node.quasi.expressions.length > 0 || !source.slice(start, end).includes('\n')) return;
    const text = source.slice(start + 1, end - 1);
    found.push({ text, kinds: lex(text), offset: start + 1 });
  });
  return found;
}

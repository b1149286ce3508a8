import { describe, expect, it } from 'vitest';
import { apply } from '../mutant.ts';
import { findInScripts, isReadable } from './find.ts';
import { lex } from './lex.ts';

describe('a change to a script', () => {
  it.each([
    ['command removed', 'umask 077', [':']],
    ['command removed', 'if a; then\n  b # why\nfi', ['if a; then\n  : # why\nfi']],
    ['and for or, or for and', 'a && b || c', ['a || b || c', 'a && b && c']],
    ['what happens otherwise dropped', 'cd "$dir" || fail Unsafe "no $dir"', ['cd "$dir"']],
    [
      'condition changed',
      '[ "$a" = - ] && [ $b -le 3 ]',
      ['[ "$a" != - ] && [ $b -le 3 ]', '[ "$a" = - ] && [ $b -lt 3 ]', '[ "$a" = - ] && [ $b -gt 3 ]'],
    ],
    ['condition negated', '[ -f "$a" ]', ['[ ! -f "$a" ]']],
    [
      'negation dropped',
      'if ! a && [ ! -L b ]; then c; fi',
      ['if a && [ ! -L b ]; then c; fi', 'if ! a && [ -L b ]; then c; fi'],
    ],
    ['pattern dropped', 'case $a in\n  b | c) d ;;\nesac', ['case $a in\n  c) d ;;\nesac']],
    ['option dropped', 'cp -pP "$a" b', ['cp -P "$a" b', 'cp -p "$a" b']],
    ['option dropped', 'mv -f a b', ['mv a b']],
    ['mode changed', 'umask 077', ['umask 022']],
    ['mode changed', 'try chmod 600 a', ['try chmod 777 a']],
    [
      'number changed',
      'tries=0; tail -c 1 a',
      ['tries=1; tail -c 1 a', 'tries=0; tail -c 2 a', 'tries=0; tail -c 0 a'],
    ],
    ['yes for no, no for yes', 'locked=no', ['locked=yes']],
    ['substitution dropped', 'sed "s|%h|$home|g; s|%U|$uid|g"', ['sed "s|%U|$uid|g"', 'sed "s|%h|$home|g; "']],
    [
      'awk: condition changed',
      "awk '$1 == name && n > 2 { print }'",
      [
        "awk '$1 != name && n > 2 { print }'",
        "awk '$1 == name || n > 2 { print }'",
        "awk '$1 == name && n <= 2 { print }'",
      ],
    ],
    ['awk: negation dropped', "awk '!known($0) { next }'", ["awk 'known($0) { next }'"]],
  ])('%s: %s', (what, script, expected) => {
    const source = sourceOf(script);
    const changes = findInScripts(source).filter((change) => change.what === what);

    expect(changes.map((change) => apply(source, change))).toEqual(expected.map(sourceOf));
    expect(changes.every((change) => isReadable(source, change))).toBe(true);
  });

  it.each([
    ['comments', '# a && b || c\n'],
    ['words in quotes', 'a \'b && c\' "d || e"'],
  ])('leaves alone %s', (_, script) => {
    const source = sourceOf(script);
    const changes = findInScripts(source).filter(({ what }) => what !== 'command removed');

    expect(changes).toEqual([]);
  });

  it('is for templates of several lines that are taken as they are', () => {
    expect(
      findInScripts('const a = `x && y\n`; const b = String.raw`\\d && 1`; const c = String.raw`\n${a} && b\n`;'),
    ).toEqual([]);
  });

  it('is not readable when a shell cannot parse what it leaves', () => {
    const source = sourceOf('if a; then b; fi');
    const start = source.indexOf('fi');

    expect(isReadable(source, { start, end: start + 2, text: '', what: 'end dropped' })).toBe(false);
  });
});

describe('the characters of a script', () => {
  it.each([
    ['a \'b\' "c"', 'cc\'\'\'c"""'],
    ['"a $(b "c") d"', '"""cccc"""c"""'],
    ['a # b', 'cc###'],
    ['$# a#b', 'cccccc'],
    ["a \\' b", 'cccccc'],
  ])('are told apart in %s', (script, kinds) => {
    expect(lex(script)).toBe(kinds);
  });
});

function sourceOf(script: string): string {
  return `export const script = String.raw\`\n${script}\n\`;\n`;
}

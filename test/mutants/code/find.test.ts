import { describe, expect, it } from 'vitest';
import { apply } from '../mutant.ts';
import { findInCode, isWellFormed } from './find.ts';

describe('a change to TypeScript', () => {
  it.each([
    ['condition negated', 'if (isOpen(door)) enter();', ['if (!(isOpen(door))) enter();']],
    ['guard ignored', 'if (isOpen(door)) enter();', ['if (false) enter();']],
    ['negation dropped', 'const open = !shut;', ['const open = (shut);']],
    ['|| for &&', 'const both = a && b;', ['const both = ((a) || (b));']],
    ['&& for ||', 'const any = a || b;', ['const any = ((a) && (b));']],
    ['half of a condition dropped', 'const any = a || b;', ['const any = (a);', 'const any = (b);']],
    ['half of a condition dropped', 'const one = a ?? b;', ['const one = (a);', 'const one = (b);']],
    ['!== for ===', 'const same = a === b;', ['const same = a !== b;']],
    ['<= for <', 'const less = a < b;', ['const less = a <= b;']],
    ['>= for <', 'const less = a < b;', ['const less = a >= b;']],
    ['statement removed', 'start(); await stop();', ['; await stop();', 'start(); await null;']],
    ['statement removed', 'for (const one of all) if (one) break;', ['for (const one of all) if (one) ;']],
    [
      'return value lost',
      'async function f() { return await look(); }',
      ['async function f() { return (await look(), undefined); }'],
    ],
    ['return value lost', 'const f = () => [1];', ['const f = () => [];']],
    ['boolean swapped', 'const is = true;', ['const is = false;']],
    ['number changed', 'const tries = 5;', ['const tries = (6);', 'const tries = (4);']],
    ['number changed', 'const share = 0.5;', ['const share = (0.75);']],
    ['code changed', "const state = 'Running';", ["const state = 'Running_';"]],
    ['element dropped', "const all = ['a', 'b'];", ["const all = ['b'];", "const all = ['a', ];"]],
    ['every for some', 'list.some(isOpen);', ['list.every(isOpen);']],
    ['min for max', 'Math.max(a, b);', ['Math.min(a, b);']],
    ['filter left out', 'const open = list.filter(isOpen).length;', ['const open = list.length;']],
    ['- for +', 'const sum = a + 1;', ['const sum = (a - 1);']],
    ['/ for *', 'const ms = a * 1000;', ['const ms = (a / 1000);']],
  ])('%s: %s', (what, source, expected) => {
    const changes = findInCode(source).filter((change) => change.what === what);

    expect(changes.map((change) => apply(source, change))).toEqual(expected);
    expect(changes.every((change) => isWellFormed(source, change))).toBe(true);
  });

  it.each([
    ['names of modules', "import { a } from './module';"],
    ['types', "type State = 'Running' | 1 | true; interface A { b: 'Stopped' }"],
    ['names of properties', "const { 'Running': a } = b; const c = { 'Stopped': a };"],
    ['sentences', "const message = 'the instance is not there';"],
    ['plain values that are returned', 'const f = () => undefined;'],
    ['texts that are joined', 'const text = `${a}` + b;'],
  ])('leaves alone %s', (_, source) => {
    expect(findInCode(source)).toEqual([]);
  });

  it('finds what stands in an expression that is given a type', () => {
    expect(findInCode('const a = (b === c) as boolean satisfies boolean;').map(({ what }) => what)).toEqual([
      '!== for ===',
    ]);
  });

  it('keeps its place beside characters of more than one byte', () => {
    const source = "const a = 'größer – als'; const b = 1;";

    expect(findInCode(source).map((change) => apply(source, change))).toContain(
      "const a = 'größer – als'; const b = (2);",
    );
  });

  it('is not well-formed when a compiler cannot read what it leaves', () => {
    expect(isWellFormed('const a = 1;', { start: 6, end: 9, text: '', what: 'name dropped' })).toBe(false);
  });
});

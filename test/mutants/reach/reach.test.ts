import { runInThisContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { findBodies, functionAt } from './functions.ts';
import { type Imports, readAliases } from './imports.ts';
import { FUNCTIONS, instrument, NOTES } from './instrument.ts';
import { nearness } from './nearness.ts';
import { findReaching } from './reaching.ts';
import { condense, type Recorded } from './record.ts';

const source = `const limit = 3;
function outer(a) { const inner = (b) => ({ c: b + a }); return inner(limit); }
class Door { open() { return 'open'; } }
outer(1);
`;

describe('what reaches what', () => {
  it('tells the innermost function around a place, and none where code runs at import', () => {
    const bodies = findBodies(source);
    const at = (text: string) => functionAt(bodies, source.indexOf(text));

    expect([at('limit = 3'), at('return inner'), at('b + a'), at("'open'"), at('outer(1)')]).toEqual([
      null,
      0,
      1,
      2,
      null,
    ]);
  });

  it('notes each function that runs, and does the same as before', () => {
    const notes = new Set<number>();
    const outer: unknown = Reflect.get(globalThis, NOTES);
    Reflect.set(globalThis, NOTES, notes);

    const value: unknown = runInThisContext(`${instrument(source, 5)}; outer(2);`);
    Reflect.set(globalThis, NOTES, outer);

    expect(value).toEqual({ c: 5 });
    expect([...notes]).toEqual([5 * FUNCTIONS, 5 * FUNCTIONS + 1]);
  });

  it('leaves every line where it was', () => {
    expect(instrument(source, 1).split('\n')).toHaveLength(source.split('\n').length);
  });

  it('calls a test the nearer the more folders it shares with a source, and nearest when it is named after it', () => {
    const tests = ['test/a/b/c.test.ts', 'test/a/b/other.test.ts', 'test/a/other.test.ts', 'test/cli/d.test.ts'];

    expect(tests.map((test) => nearness(test, 'a/b/c.ts'))).toEqual([4, 2, 1, 0]);
    expect(nearness('test/a/b.test.ts', 'a/b/c.ts')).toBe(2);
  });
});

describe('the tests of a mutant', () => {
  const recorded: Recorded = {
    file: 'test/shared/a.test.ts',
    key: 'k',
    sources: ['shared/other.ts', 'shared/a.ts'],
    atImport: [],
    ofFile: [],
    tests: { one: [FUNCTIONS], two: [FUNCTIONS + 1, 0], three: [0], broken: [FUNCTIONS] },
    results: ['one', 'two', 'three', 'broken'].map((id, at) => ({
      id,
      file: 'test/shared/a.test.ts',
      name: id,
      hasFailed: id === 'broken',
      ms: (at + 1) * 10,
    })),
  };
  const far: Recorded = { ...recorded, file: 'test/cli/b.test.ts', atImport: [FUNCTIONS + 2] };
  const imports: Imports = { importersOf: () => [], loadedBy: () => new Set() };
  const reachingOf = (text: string, most?: number) => {
    const start = source.indexOf(text);
    const mutant = { file: 'shared/a.ts', line: 1, start, end: start + 1, text: '', what: 'changed' };
    return findReaching(new Map([far, recorded].map((one) => [one.file, one])), imports, most)(mutant, source);
  };

  it('are those that run its function and pass without it, the nearest file first', () => {
    expect(reachingOf('return inner')).toEqual([
      { file: 'test/shared/a.test.ts', ids: ['one'], ms: 10, longestMs: 10 },
      { file: 'test/cli/b.test.ts', ids: ['one'], ms: 10, longestMs: 10 },
    ]);
  });

  it('are left to the nearest files where no more of them are asked for', () => {
    expect(reachingOf('return inner', 1).map(({ file }) => file)).toEqual(['test/shared/a.test.ts']);
  });

  it('are all that run a function of its file where it runs once, at import, and all of a file that ran one as it was loaded', () => {
    expect(reachingOf('limit = 3').map(({ ids }) => ids)).toEqual([
      ['one', 'two'],
      ['one', 'two', 'three'],
    ]);
    expect(reachingOf("'open'").map(({ ids }) => ids)).toEqual([
      ['one', 'two'],
      ['one', 'two', 'three'],
    ]);
  });

  it('keep their places when a record is condensed to the sources that it names', () => {
    const notes = {
      file: 'a',
      atImport: [7 * FUNCTIONS],
      ofFile: [],
      tests: { one: [2 * FUNCTIONS + 5, 7 * FUNCTIONS + 1] },
    };
    const sources = Array.from({ length: 9 }, (_, at) => `${at}.ts`);

    expect(condense(notes, sources)).toEqual({
      file: 'a',
      atImport: [0],
      ofFile: [],
      tests: { one: [FUNCTIONS + 5, 1] },
      sources: ['7.ts', '2.ts'],
    });
  });

  it('are found through the names that the compiler knows packages of the tree by', () => {
    const tsconfig = '{ "paths": {\n// why\n"@keyfleet/a": ["./a/index.ts"], "@keyfleet/a/b": ["./a/b.ts"] } }';

    expect([...readAliases(tsconfig)]).toEqual([
      ['@keyfleet/a', 'a/index.ts'],
      ['@keyfleet/a/b', 'a/b.ts'],
    ]);
  });
});

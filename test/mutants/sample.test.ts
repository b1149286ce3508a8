import { describe, expect, it } from 'vitest';
import { matchesAny } from './glob.ts';
import type { Mutant } from './mutant.ts';
import { readOptions } from './options.ts';
import { sample } from './sample.ts';

describe('a sample of mutants', () => {
  const all = Array.from({ length: 40 }, (_, at) => mutantAt(Math.floor(at / 2), `change ${at}`));

  it('is the same for the same seed, and another for another', () => {
    expect(take({ seed: 1 })).toEqual(take({ seed: 1 }));
    expect(take({ seed: 1 })).not.toEqual(take({ seed: 2 }));
  });

  it('has one change at a place, and as many as are asked for', () => {
    const places = take({ seed: 3, count: 12 }).map(({ start }) => start);

    expect(new Set(places).size).toBe(12);
    expect(take({ seed: 3, count: 100 })).toHaveLength(20);
  });

  it('takes another change of a place when one is not valid, and passes over a place that has none', () => {
    const isValid = ({ text, start }: Mutant) => start > 4 && Number(text.split(' ')[1]) % 2 === 0;

    expect(take({ seed: 1, count: 100, isValid })).toHaveLength(15);
  });

  function take(options: { seed: number; count?: number; isValid?: (mutant: Mutant) => boolean }) {
    return sample(all, { count: 5, isValid: () => true, ...options });
  }
});

describe('the options of a run', () => {
  it('are seed 1 and 150 mutants of shared unless said otherwise', () => {
    expect(readOptions([])).toMatchObject({ seed: 1, count: 150, jobs: 2, only: ['shared/**/*.ts'], not: [] });
    expect(readOptions(['--seed', '7', '--only', 'cli/**', '--only', 'build/*.ts', '--not', 'cli/a.ts'])).toMatchObject(
      {
        seed: 7,
        only: ['cli/**', 'build/*.ts'],
        not: ['cli/a.ts'],
      },
    );
  });

  it('ask every test that reaches a mutant unless a bound is given', () => {
    expect(readOptions([]).tests).toBe(Infinity);
    expect(readOptions(['--tests', '6']).tests).toBe(6);
  });

  it('name one line as a survivor is reported', () => {
    expect(readOptions(['--at', 'shared/a.ts:7'])).toMatchObject({
      only: ['shared/a.ts'],
      at: { file: 'shared/a.ts', line: 7 },
    });
    expect(() => readOptions(['--at', 'shared/a.ts'])).toThrow('--at: expected a file and a line');
  });

  it('are refused with what was expected', () => {
    expect(() => readOptions(['--count', 'many'])).toThrow('--count: expected a whole number, received many');
    expect(() => readOptions(['--kind', 'sh'])).toThrow('--kind: expected code, scripts or both, received sh');
  });
});

describe('a pattern of paths', () => {
  it.each([
    ['shared/**/*.ts', ['shared/a.ts', 'shared/b/c/d.ts'], ['local/a.ts', 'shared/a.mjs', 'test/shared/a.ts']],
    ['shared/*.ts', ['shared/a.ts'], ['shared/b/a.ts']],
    ['shared/{act,plan}/**', ['shared/act/a.ts', 'shared/plan/b/c.ts'], ['shared/act.ts', 'shared/other/a.ts']],
    ['**/guest/**/*.ts', ['shared/guest/a.ts', 'guest/b/a.ts'], ['shared/guests/a.ts']],
  ])('%s', (pattern, meant, notMeant) => {
    expect(meant.filter((path) => matchesAny(path, [pattern]))).toEqual(meant);
    expect(notMeant.filter((path) => matchesAny(path, [pattern]))).toEqual([]);
  });
});

function mutantAt(start: number, text: string): Mutant {
  return { file: 'shared/a.ts', line: 1, start, end: start + 1, text, what: 'changed' };
}

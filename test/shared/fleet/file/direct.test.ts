import { describe, expect, it } from 'vitest';
import { onEns, problemsOf } from './problems-of.ts';

const problemsIn = (direct: string) =>
  problemsOf(`direct: ${direct}\nkeyPairs: [{ name: ops, instances: [${onEns}] }]`).map((problem) =>
    problem.replace(/^1:\d+ /, ''),
  );

describe('direct in fleet.yaml', () => {
  it.each([
    ['{ instances: all }', 'direct.instances: expected any, selected, or a list of selectors'],
    ['{ instances: [] }', 'direct.instances: expected a list of at least one selector'],
    [
      '{ keyPairs: [] }',
      'direct.keyPairs: expected a list of at least one key pair name, in which "*" stands for any text',
    ],
    ['{ keyPairs: ["a/b"] }', 'direct.keyPairs.0: expected a key pair name with at most four "*"'],
    ['{ force: sometimes }', 'direct.force: expected true or false'],
    [
      '{ maxUnavailable: 0 }',
      'direct.maxUnavailable: expected a whole number of at least 1, or a percentage such as 10%',
    ],
    ['[]', 'direct: expected what requests may do, e.g. { instances: selected, force: false }'],
  ])('%s is refused', (direct, problem) => {
    expect(problemsIn(direct)).toEqual([problem]);
  });

  it('an unknown rule is refused by name', () => {
    expect(problemsIn('{ forces: true }')[0]).toMatch(
      /^direct\.forces: expected no such field, only instances, keyPairs/,
    );
  });

  it.each(['{}', '{ instances: any }', `{ instances: [${onEns}] }`])('%s is fine', (direct) => {
    expect(problemsIn(direct)).toEqual([]);
  });
});

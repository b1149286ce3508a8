import { describe, expect, it } from 'vitest';
import { readCommand } from '../../shared/change/command.ts';
import { InvalidParameterError } from '../../shared/errors.ts';
import { findOddKeys } from '../../shared/odd-keys.ts';
import { readJson } from '../../shared/triggers/http.ts';
import { readYaml } from '../../shared/yaml.ts';
import { problemsOf } from './fleet/file/problems-of.ts';

const ODD = ['__proto__', 'prototype', 'constructor'] as const;

describe('keys that a reader drops without a word', () => {
  it.each(ODD)('%s is found at any depth of JSON', (key) => {
    const value: unknown = JSON.parse(`{ "a": [{ "b": { "${key}": 1 } }], "${key}": {} }`);
    expect(findOddKeys(value)).toEqual([[key], ['a', 0, 'b', key]]);
  });

  it.each(ODD)('%s in a request is refused by name and place', (key) => {
    expect(() => readJson(`{ "targets": [{ "${key}": 1 }] }`)).toThrow(
      `targets.0.${key}: expected no key of that name`,
    );
  });

  it.each(ODD)('%s in fleet.yaml is refused with its line, so that no selector gets wider than written', (key) => {
    const text = `keyPairs:\n  - name: ops\n    instances:\n      - { product: ens, tags: { ssh: ops, ${key}: 'yes' } }`;
    expect(problemsOf(text)).toEqual([expect.stringMatching(new RegExp(`^4:\\d+ : .*tags\\.${key}: expected no key`))]);
  });

  it('a value of any depth and width is read in time', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(findOddKeys(JSON.parse(deep))).toEqual([]);
    expect(findOddKeys({ ids: Array.from({ length: 500_000 }, (_, at) => `i-${at}`) })).toEqual([]);
  });

  it('what has none is read as before', () => {
    expect(readJson('{ "a": ["constructor"] }')).toEqual({ a: ['constructor'] });
    expect(readYaml('a: prototype').problems).toEqual([]);
  });
});

describe('a request of a hostile size', () => {
  const target = { product: 'ecs', regionId: 'cn-hangzhou', keyPairName: 'ops' };

  it('is refused by its number of instances before these are checked', () => {
    const instanceIds = Array.from({ length: 500_000 }, (_, at) => `-${at}`);
    expect(() => readCommand('attach', { ...target, instanceIds }, 500)).toThrow(
      /500000 instances in one request; at most 500/,
    );
    const targets = Array.from({ length: 10_000 }, () => 1);
    expect(() => readCommand('attach', { targets }, 500)).toThrow(/10000 instances in one request/);
    const numbers = Array.from({ length: 1_000 }, (_, at) => at);
    expect(() => readCommand('attach', { ...target, instanceIds: numbers }, 500)).toThrow(/1000 instances/);
  });

  it('is counted whatever its product is', () => {
    const product = { toString: [] };
    expect(() => readCommand('attach', { ...target, product, instanceIds: ['i-1'] }, 500)).toThrow(
      InvalidParameterError,
    );
    const targets = [{ ...target, instanceIds: [{ toString: {} }, null] }];
    expect(() => readCommand('attach', { targets }, 500)).toThrow(InvalidParameterError);
  });

  it('an instance that is named often counts once', () => {
    const instanceIds = Array.from({ length: 1_000 }, () => 'i-1');
    expect(readCommand('attach', { ...target, instanceIds }, 500).targets[0]?.instanceIds).toEqual(['i-1']);
  });

  it('has 50 problems listed at most, and says how many more there are', () => {
    const instanceIds = Array.from({ length: 400 }, (_, at) => `-${at}`);
    const read = () => readCommand('attach', { ...target, instanceIds }, 500);
    expect(read).toThrow(/; and 350 more$/);
    expect(read).toThrow(InvalidParameterError);
    expect(
      new InvalidParameterError(Array.from({ length: 60 }, () => ({ path: 'a', expected: 'b' }))).details,
    ).toHaveLength(50);
  });
});

import { describe, expect, it } from 'vitest';
import { checkParameters } from '../../../../../local/cloud/action/parameters/check.ts';
import type {
  ListParameter,
  ParameterSpecification,
} from '../../../../../local/cloud/action/parameters/specification.ts';
import { ecsDialect } from '../../../../../local/cloud/services/ecs/dialect.ts';

const read = (specification: ParameterSpecification, sent: Record<string, string>) =>
  checkParameters({ P: specification }, new Map(Object.entries(sent)), ecsDialect).P;
const code = (specification: ParameterSpecification, sent: Record<string, string>) => {
  try {
    return read(specification, sent);
  } catch (error) {
    return (error as Error).message.split(':')[0];
  }
};

describe('list parameter', () => {
  const lists: [type: ListParameter['type'], sent: Record<string, string>, expected: unknown][] = [
    ['json-array', { P: '["a","b"]' }, ['a', 'b']],
    ['json-array', { P: 'a' }, 'InvalidParameter'],
    ['comma-list', { P: 'a,b' }, ['a', 'b']],
    ['comma-list', { P: 'a,,b' }, 'InvalidParameter'],
    ['repeat-list', { 'P.2': 'b', 'P.1': 'a', 'P.10': 'c' }, ['a', 'b', 'c']],
    ['repeat-list', { 'P.1': '' }, 'InvalidParameter'],
    ['repeat-list', { 'PP.1': 'a', 'P.x': 'a', P: 'a' }, undefined],
    [
      'tags',
      { 'P.1.Key': 'k', 'P.1.Value': 'v', 'P.2.Key': 'l' },
      [
        { key: 'k', value: 'v' },
        { key: 'l', value: undefined },
      ],
    ],
    ['tags', { 'P.1.Value': 'v' }, 'InvalidParameter'],
    ['json-tags', { P: '[{"Key":"k","Value":"v"}]' }, [{ key: 'k', value: 'v' }]],
    ['json-tags', { P: '[{"Value":"v"}]' }, 'InvalidParameter'],
  ];
  it.each(lists)('a list parameter %s %j is %j', (type, sent, expected) => {
    expect(code({ type }, sent)).toEqual(expected);
  });
});

describe('scalar parameter', () => {
  const scalars: [specification: ParameterSpecification, text: string, expected: unknown][] = [
    [{ type: 'integer' }, '0', 0],
    [{ type: 'integer' }, '2147483647', 2147483647],
    [{ type: 'integer' }, '2147483648', 'InvalidParameter'],
    [{ type: 'integer' }, '1e3', 'InvalidParameter'],
    [{ type: 'integer', min: 2, max: 3 }, '1', 'InvalidParameter'],
    [{ type: 'integer', min: 2, max: 3 }, '3', 3],
    [{ type: 'boolean' }, 'true', true],
    [{ type: 'boolean' }, 'False', false],
    [{ type: 'boolean' }, '1', 'InvalidParameter'],
    [{ type: 'string', maxLength: 2 }, 'ab', 'ab'],
    [{ type: 'string', maxLength: 2 }, 'abc', 'InvalidParameter'],
    [{ type: 'string', enum: ['a'] }, 'b', 'InvalidParameter'],
  ];
  it.each(scalars)('a scalar parameter %j %s is %j', (specification, text, expected) => {
    expect(code(specification, { P: text })).toBe(expected);
  });
});

describe('parameter that was not sent', () => {
  it('a parameter that was not sent has its default, or is undefined, or is missing when required', () => {
    expect(read({ type: 'integer', default: 7 }, {})).toBe(7);
    expect(read({ type: 'integer' }, { P: '' })).toBeUndefined();
    expect(code({ type: 'integer', required: true }, {})).toBe('MissingParameter');
  });
});

describe('several problems', () => {
  it('several problems are told one at a time: what is missing before what is malformed', () => {
    const table = { First: { type: 'integer' }, Second: { type: 'string', required: true } } as const;
    const check = () => checkParameters(table, new Map([['First', 'x']]), ecsDialect);
    expect(check).toThrow('MissingParameter: The input parameter "Second"');
  });
});

import { expect, it } from 'vitest';
import { findPatternProblems } from '../../../../local/host/events/pattern-problems.ts';

const OPERATORS = 'a value, or one of prefix, suffix, contains, anything-but, numeric, cidr, exists';

it.each([
  ['{"source":["acs.ecs"],"type":[{"suffix":":ActionTrail:ApiCall"}],"data":{"state":["Created","Pending",null]}}', []],
  [
    '{"a":[{"numeric":[">",0,"<=",5]},{"anything-but":[1,"x"]},{"cidr":"10.0.0.0/8"},{"exists":false},{"contains":""}]}',
    [],
  ],
  ['{"source":["acs.ecs"]', [['', 'JSON']]],
  ['[]', [['', 'an object of fields, or a list of what one field may be']]],
  ['{}', [['', 'at least one field, or it matches everything']]],
  [
    '{"source":"acs.ecs","data":{"x":{}}}',
    [
      ['source', 'an object of fields, or a list of what one field may be'],
      ['data.x', 'at least one field, or it matches everything'],
    ],
  ],
  [
    '{"a":[],"b":[1,2,3,4,5,6]}',
    [
      ['a', '1 to 5 expressions'],
      ['b', '1 to 5 expressions'],
    ],
  ],
  [
    '{"a":[{"wildcard":"x"},{"prefix":"a","suffix":"b"},[]]}',
    [
      ['a.0', OPERATORS],
      ['a.1', OPERATORS],
      ['a.2', OPERATORS],
    ],
  ],
  [
    '{"a":[{"prefix":1},{"anything-but":{"suffix":"x"}}]}',
    [
      ['a.0.prefix', 'a text'],
      ['a.1.anything-but', 'a text, a number, a list of them, or {"prefix": "…"}'],
    ],
  ],
  [
    '{"a":[{"numeric":["!=",1]},{"cidr":"10.0.0.0/33"},{"exists":"yes"}]}',
    [
      ['a.0.numeric', 'one or two comparisons, e.g. [">", 0, "<=", 5]'],
      ['a.1.cidr', 'an IPv4 block, e.g. "10.0.0.0/24"'],
      ['a.2.exists', 'true or false'],
    ],
  ],
])('finds what is wrong with %s', (pattern, problems) => {
  expect(findPatternProblems(pattern).map(({ path, expected }) => [path, expected])).toEqual(problems);
});

import { describe, expect, it } from 'vitest';
import { matchesPattern } from '../../../../local/host/events/matches-pattern.ts';

/** The event that the documented examples are about, in the main. */
const event = {
  id: '45ef4dewdwe1-7c35-447a-bd93-fab',
  source: 'acs.oss',
  specversion: '1.0',
  subject: 'acs.oss:cn-hangzhou:1234567:xls-papk/game_apk/123.jpg',
  time: '2020-08-17T16:04:46.149+08:00',
  type: 'oss:ObjectCreated:PostObject',
  aliyunregionid: 'cn-hangzhou',
  data: {
    name: 'test',
    scope: 100,
    state: 'running',
    empty: '',
    nothing: null,
    open: true,
    count: 5,
    'source-ip': '10.0.0.123',
    labels: ['a', 'b'],
    none: [],
    nested: { deep: { value: 'x' } },
  },
};

describe('pattern matches', () => {
  it.each<[string, unknown]>([
    ['an exact value', { source: ['acs.oss'] }],
    ['one of several values', { source: ['acs.ecs', 'acs.oss'] }],
    ['several fields at once', { source: ['acs.oss'], type: ['oss:ObjectCreated:PostObject'] }],
    ['nested fields', { data: { nested: { deep: { value: ['x'] } } } }],
    ['numbers', { data: { scope: [100] } }],
    ['true and false', { data: { open: [true] } }],
    ['null', { data: { nothing: [null] } }],
    ['an empty text', { data: { empty: [''] } }],
    ['a prefix', { source: [{ prefix: 'acs.' }] }],
    ['a suffix', { subject: [{ suffix: '.jpg' }] }],
    ['a part', { type: [{ contains: 'Created' }] }],
    ['anything but a text', { data: { state: [{ 'anything-but': 'initializing' }] } }],
    ['anything but a number', { data: { scope: [{ 'anything-but': 123 }] } }],
    ['anything but several', { data: { state: [{ 'anything-but': ['stopped', 'overloaded'] }] } }],
    ['anything but numbers', { data: { scope: [{ 'anything-but': [1, 200] }] } }],
    ['anything but a prefix', { data: { state: [{ 'anything-but': { prefix: 'init' } }] } }],
    ['a range', { data: { count: [{ numeric: ['>', 0, '<=', 5] }] } }],
    ['a bound', { data: { count: [{ numeric: ['<', 10] }] } }],
    ['a number by comparison', { data: { count: [{ numeric: ['=', 5] }] } }],
    ['an address in a block', { data: { 'source-ip': [{ cidr: '10.0.0.0/24' }] } }],
    ['a field that is there', { data: { state: [{ exists: true }] } }],
    ['a field that is there with null', { data: { nothing: [{ exists: true }] } }],
    ['a field that is there with an empty list', { data: { none: [{ exists: true }] } }],
    ['a field that is not there', { data: { gone: [{ exists: false }] } }],
    ['a field below one that is not there', { gone: { further: [{ exists: false }] } }],
    ['different operators for one field', { data: { count: [{ numeric: ['>', 100] }, 5] } }],
    ['a list of which one item matches', { data: { labels: ['b', 'c'] } }],
    ['an operator on one item of a list', { data: { labels: [{ prefix: 'b' }] } }],
    [
      'several operators together',
      {
        source: [{ prefix: 'acs.' }],
        data: { state: [{ 'anything-but': 'init' }], count: [{ numeric: ['>', 0] }], gone: [{ exists: false }] },
      },
    ],
    ['everything, without fields', {}],
  ])('a pattern matches %s', (_, pattern) => expect(matchesPattern(pattern, event)).toBe(true));
});

describe('a pattern does not match', () => {
  it.each<[string, unknown]>([
    ['another value', { source: ['acs.ecs'] }],
    ['other letters', { source: ['ACS.OSS'] }],
    ['when one of its fields does not', { source: ['acs.oss'], type: ['oss:ObjectCreated:PutObject'] }],
    ['a field at another depth', { state: ['running'] }],
    ['a number as a text', { data: { scope: ['100'] } }],
    ['null for an empty text', { data: { empty: [null] } }],
    ['a missing field', { data: { gone: ['x'] } }],
    ['a missing field as null', { data: { gone: [null] } }],
    ['a missing field, whatever it should not be', { data: { gone: [{ 'anything-but': 'x' }] } }],
    ['a prefix in other letters', { source: [{ prefix: 'Acs.' }] }],
    ['a prefix of a number', { data: { scope: [{ prefix: '1' }] } }],
    ['a value that it excludes', { data: { state: [{ 'anything-but': 'running' }] } }],
    ['one of the values that it excludes', { data: { state: [{ 'anything-but': ['stopped', 'running'] }] } }],
    ['a prefix that it excludes', { data: { state: [{ 'anything-but': { prefix: 'run' } }] } }],
    ['a number beyond its range', { data: { scope: [{ numeric: ['>', 0, '<=', 5] }] } }],
    ['a text by number', { data: { state: [{ numeric: ['>', 0] }] } }],
    ['an address beyond its block', { data: { 'source-ip': [{ cidr: '10.0.1.0/24' }] } }],
    ['no address by block', { data: { state: [{ cidr: '0.0.0.0/0' }] } }],
    ['a field that should not be there', { data: { state: [{ exists: false }] } }],
    ['a field that should be there', { data: { gone: [{ exists: true }] } }],
    ['what only objects have', { constructor: [{ exists: true }] }],
    ['an object as a value', { data: ['x'] }],
    ['with an empty list', { source: [] }],
    ['with a bare value', { source: 'acs.oss' }],
    ['with an operator that there is not', { source: [{ wildcard: 'acs.*' }] }],
    ['with two operators in one', { source: [{ prefix: 'acs', suffix: 'oss' }] }],
    ['with a wrong operand', { source: [{ prefix: 1 }] }],
  ])('a pattern does not match %s', (_, pattern) => expect(matchesPattern(pattern, event)).toBe(false));

  it.each([[null], [[]], ['acs.oss'], [7]])('a pattern does not match as %j, nor an event like that', (odd) => {
    expect(matchesPattern(odd, event)).toBe(false);
    expect(matchesPattern({ source: ['acs.oss'] }, odd)).toBe(false);
  });
});

it('takes the edges of blocks and ranges', () => {
  const inBlock = (cidr: string, address: string) => matchesPattern({ ip: [{ cidr }] }, { ip: address });

  expect(
    ['10.0.0.0', '10.0.0.255', '10.0.1.0', '9.255.255.255'].map((address) => inBlock('10.0.0.0/24', address)),
  ).toEqual([true, true, false, false]);
  expect(inBlock('0.0.0.0/0', '255.255.255.255')).toBe(true);
  expect(inBlock('192.168.1.7', '192.168.1.7')).toBe(true);
  expect(inBlock('10.0.0.0/24', '10.0.0.256')).toBe(false);
  expect([0, 1, 5, 6].map((n) => matchesPattern({ n: [{ numeric: ['>', 0, '<=', 5] }] }, { n }))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

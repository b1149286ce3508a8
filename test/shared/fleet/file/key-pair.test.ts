import { describe, expect, it } from 'vitest';
import { onEcs, onEns, problemsOf, problemsWith } from './problems-of.ts';

const onSwas = '{ product: swas, regions: [cn-hangzhou], tags: { ssh: ops } }';
const rotation = 'rotation: { every: 30d, secret: keyfleet/ops }';

describe('name', () => {
  const problemsOfName = (name: string, selectors: string, fields = 'user: root') =>
    problemsOf(`keyPairs: [{ name: '${name}', instances: [${selectors}], ${fields} }]`).map((text) =>
      text.slice(text.indexOf(' ') + 1),
    );

  it('a name is one that every matched product takes', () => {
    expect(problemsOfName('ops.eu', onEcs)).toEqual([]);
    expect(problemsOfName('ops.eu', `${onEcs}, ${onSwas}`)).toEqual([
      'keyPairs.0.name: expected a key pair name that swas takes: 2 to 64 characters: a letter, then letters, digits, ":", "_" or "-"',
    ]);
  });

  it('leaves room for generations when it is rotated', () => {
    const problem = 'keyPairs.0.name: expected at most 47 ASCII characters, so that the names of generations fit';

    expect(problemsOfName('o'.repeat(48), onEcs)).toEqual([]);
    expect(problemsOfName('o'.repeat(47), onEcs, rotation)).toEqual([]);
    expect(problemsOfName('o'.repeat(48), onEcs, rotation)).toEqual([problem]);
    expect(problemsOfName('тест', onEcs, rotation)).toEqual([problem]);
  });

  it('a name is no generation of another', () => {
    expect(problemsOfName('ops-20261121T183000Z', onEcs)).toEqual([
      'keyPairs.0.name: expected the logical name, without the time of a generation',
    ]);
  });
});

describe('key pair', () => {
  it.each([
    ['takeEffect: restart', 'takeEffect: restart: new or restart: always beside it'],
    ['takeEffect: online, fallback: restart', 'fallback: restart: new or restart: always beside it'],
    ['verify: login', 'verify: the KMS secret with the private key beside it'],
    ['secret: keyfleet/ops', 'secret: no secret unless verify is login'],
    ['verify: login, secret: other/ops', 'secret: the name of a KMS secret below "keyfleet/"'],
    ['newWithin: 15', 'newWithin: a duration of days, hours, minutes or seconds'],
    ['newWithin: 0m', 'newWithin: a duration of days, hours, minutes or seconds'],
    ['newWithin: 1.5h', 'newWithin: a duration of days, hours, minutes or seconds'],
    ['restart: sometimes', 'restart: one of never, new, always'],
    ['maxUnavailable: 110%', 'maxUnavailable: a whole number of at least 1, or a percentage'],
    ['maxUnavailable: 0', 'maxUnavailable: a whole number of at least 1, or a percentage'],
    ['maxFailures: -1', 'maxFailures: a whole number of at least 0'],
    ['user: Root', 'user: a Linux user name'],
    ['force: true', 'force: no such field, only name, instances, takeEffect'],
    ['rotation: { secret: keyfleet/ops }', 'rotation.every: this field, which is required'],
    ['rotation: { every: 30d }', 'rotation.secret: this field, which is required'],
    ['rotation: { every: 1d, secret: keyfleet/ops }', 'rotation.grace: less than every'],
    [
      'rotation: { every: 30d, secret: keyfleet/ops, algorithm: ed25519 }',
      'rotation.algorithm: one of rsa-2048, rsa-3072',
    ],
    ['rotation: { every: 30d, secret: keyfleet/ops, verify: none }', 'rotation.verify: one of guest, files, login'],
    [
      'user: admin, rotation: { every: 30d, secret: keyfleet/ops, user: root }',
      'rotation.user: the user of the key pair, which is admin',
    ],
  ])('a key pair is refused with { %s }', (fields, problem) => {
    expect(problemsWith(fields)).toEqual([expect.stringContaining(problem)]);
  });

  it('a key pair needs a fallback for online where nothing can be run inside', () => {
    expect(problemsWith('takeEffect: online', onEns)).toEqual([
      'takeEffect: a fallback beside it (onNextStart or restart), because ens has no remote command',
    ]);
    expect(problemsWith('takeEffect: online, fallback: onNextStart', onEns)).toEqual([]);
  });

  it('rotates only keys that every matched product imports', () => {
    const ecdsa = 'rotation: { every: 30d, secret: keyfleet/ops, algorithm: ecdsa-p256 }';
    const problem = (product: string) =>
      `rotation.algorithm: a key that ${product} can import: rsa-2048, rsa-3072, rsa-4096`;

    expect(problemsWith(ecdsa, onEcs)).toEqual([]);
    expect(problemsWith(ecdsa, `${onEcs}, ${onEns}, ${onSwas}`)).toEqual([problem('ens'), problem('swas')]);
  });
});

describe('several key pairs', () => {
  const entry = (name: string, selector: string, more = '') => `  - { name: ${name}, instances: [${selector}]${more} }`;

  it.each([
    [
      'have different names',
      [entry('ops', '{ product: ens, tags: { a: b } }'), entry('ops', '{ product: ens, tags: { c: d } }')],
      '3:7 keyPairs.1.name',
    ],
    [
      'have different secrets',
      [
        entry('ops', '{ product: ens, tags: { a: b } }', `, ${rotation}`),
        entry('dev', '{ product: ens, tags: { c: d } }', `, ${rotation}`),
      ],
      '3:89 keyPairs.1.rotation.secret',
    ],
    [
      'have selectors that an earlier one does not cover',
      [
        entry('ops', '{ product: ecs, regions: [cn-hangzhou, cn-beijing], tags: { a: b } }'),
        entry('dev', '{ product: ecs, regions: [cn-beijing], tags: { c: d, a: b } }'),
      ],
      '3:30 keyPairs.1.instances.0',
    ],
  ])('several key pairs %s', (_, entries, place) => {
    const problems = problemsOf(`keyPairs:\n${entries.join('\n')}\nsecrets: { region: cn-hangzhou }`);

    expect(problems.map((problem) => problem.split(': ')[0])).toEqual([place]);
  });

  it('several key pairs may overlap in part: the first match wins', () => {
    const entries = [
      entry('ops', '{ product: ens, tags: { a: b, c: d } }'),
      entry('dev', '{ product: ens, tags: { a: b } }'),
    ];

    expect(problemsOf(`keyPairs:\n${entries.join('\n')}`)).toEqual([]);
  });
});

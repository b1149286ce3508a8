import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fleetOf } from '../some-fleet.ts';
import { problemsOf } from './problems-of.ts';

describe('the fleet.yaml of this repository', () => {
  const file = path.resolve(import.meta.dirname, '../../../../fleet.yaml');
  const fleet = fleetOf(readFileSync(file, 'utf8'));

  it('selects by one tag over all products, online and without restarts', () => {
    expect(
      fleet.keyPairs.map(({ name, takeEffect, fallback, restart }) => [name, takeEffect, fallback, restart]),
    ).toEqual([['ops', 'online', 'onNextStart', 'never']]);
    expect(fleet.keyPairs[0]?.instances.map(({ product, tags }) => [product, tags])).toEqual([
      ['ecs', { ssh: 'ops' }],
      ['ens', { ssh: 'ops' }],
      ['swas', { ssh: 'ops' }],
    ]);
  });
});

describe('fleet', () => {
  const shortest = fleetOf('keyPairs: [{ name: ops, instances: [{ product: ens, tags: { ssh: ops } }] }]');

  it('a fleet has safe defaults', () => {
    expect(shortest).toEqual({
      name: 'fleet',
      direct: null,
      secrets: { regionId: null, kmsInstance: null, kmsKey: null },
      keyPairs: [
        {
          name: 'ops',
          instances: [{ product: 'ens', regions: null, tags: { ssh: 'ops' } }],
          takeEffect: 'onNextStart',
          fallback: 'none',
          user: 'root',
          verify: { by: 'none' },
          ifAttached: 'skip',
          restart: 'never',
          newWithinMs: 900_000,
          rolling: { maxUnavailable: '10%', maxFailures: 0, force: false },
          rotation: null,
        },
      ],
      limits: { maxInstances: 500, maxUnavailable: '10%', maxFailures: 0 },
    });
  });

  it('a fleet is the same after a trip through JSON, as functions get it', () => {
    expect(JSON.parse(JSON.stringify(shortest))).toEqual(shortest);
  });

  it('takes limits for all, and others for one key pair', () => {
    const { keyPairs, limits } = fleetOf(`
keyPairs:
  - { name: ops, instances: [{ product: ens, tags: { ssh: ops } }], maxUnavailable: 3 }
  - { name: dev, instances: [{ product: ens, tags: { ssh: dev } }] }
limits: { maxInstances: 20, maxUnavailable: 5%, maxFailures: 2 }
`);

    expect(limits).toEqual({ maxInstances: 20, maxUnavailable: '5%', maxFailures: 2 });
    expect(keyPairs.map(({ rolling }) => rolling)).toEqual([
      { maxUnavailable: 3, maxFailures: 2, force: false },
      { maxUnavailable: '5%', maxFailures: 2, force: false },
    ]);
  });

  it('reads a rotation, its durations in milliseconds', () => {
    const { keyPairs } = fleetOf(`
keyPairs:
  - name: ops
    instances: [{ product: ecs, regions: [cn-hangzhou], tags: { ssh: ops } }]
    takeEffect: online
    rotation: { every: 30d, grace: 24h, algorithm: rsa-3072, secret: keyfleet/ops, verify: guest, user: root }
`);

    expect(keyPairs[0]?.rotation).toEqual({
      everyMs: 30 * 86_400_000,
      graceMs: 86_400_000,
      recheckMs: 7 * 86_400_000,
      algorithm: 'rsa-3072',
      secret: 'keyfleet/ops',
      create: false,
      verify: 'guest',
      user: 'root',
      address: 'private',
      trustFirstHostKey: false,
    });
    expect(keyPairs[0]?.verify).toEqual({ by: 'guest' });
  });

  it('logs in with the secret of the rotation unless it names one', () => {
    const { keyPairs } = fleetOf(
      `
keyPairs:
  - name: ops
    instances: [{ product: ecs, regions: [cn-hangzhou], tags: { ssh: ops } }]
    verify: login
    user: admin
    rotation: { every: 90s, grace: 60s, secret: keyfleet/ops }
`.replace('15m', '60s'),
    );

    expect(keyPairs[0]?.verify).toMatchObject({ by: 'login', secret: 'keyfleet/ops' });
    expect(keyPairs[0]?.rotation).toMatchObject({ everyMs: 90_000, graceMs: 60_000, user: 'admin' });
  });
});

describe('problems', () => {
  it('problems are all found, each with its line, column and path', () => {
    const text = `
keyPairs:
  - name: ops
    instances:
      - { product: ecs, tags: { ssh: ops } }
      - { product: ens, regions: [cn-hangzhou], tags: { ssh: 1 } }
      - product: swas
        regions: [CN]
      - { product: rds }
    takeEfect: online
    fallback: maybe
  - name: 9
    instances: []
limit: {}
`;

    expect(problemsOf(text).map((problem) => problem.replace(/expected .*/, ''))).toEqual([
      '5:9 keyPairs.0.instances.0.regions: ',
      '6:25 keyPairs.0.instances.1.regions: ',
      '6:57 keyPairs.0.instances.1.tags.ssh: ',
      '7:9 keyPairs.0.instances.2: ',
      '8:19 keyPairs.0.instances.2.regions.0: ',
      '9:11 keyPairs.0.instances.3.product: ',
      '10:5 keyPairs.0.takeEfect: ',
      '11:5 keyPairs.0.fallback: ',
      '12:5 keyPairs.1.name: ',
      '13:5 keyPairs.1.instances: ',
      '14:1 limit: ',
    ]);
  });

  it('problems of one key pair do not hide those of another', () => {
    const text = `
keyPairs:
  - { name: ops, instances: nonsense }
  - { name: dev, instances: [{ product: ens, tags: { a: b } }], takeEffect: restart }
`;

    expect(problemsOf(text).map((problem) => problem.split(':').slice(0, 2).join(':'))).toEqual([
      '3:18 keyPairs.0.instances',
      '4:65 keyPairs.1.takeEffect',
    ]);
  });

  it.each([
    ['', '1:1 : expected a mapping with keyPairs'],
    ['[]', '1:1 : expected a mapping with keyPairs'],
    ['keyPairs: []\nlimits: []', '2:1 limits: expected limits, e.g. { maxInstances: 500, maxUnavailable: 10% }'],
    ['keyPairs: []', '1:1 keyPairs: expected a list of at least one key pair'],
    ['keyPairs: {}', '1:1 keyPairs: expected a list of at least one key pair'],
    ['keyPairs: [ops]', '1:12 keyPairs.0: expected a key pair, with name and instances'],
    ['a: 1\na: 2', '2:1 : Map keys must be unique'],
    ['a: [1', '1:6 : Flow sequence in block collection must be sufficiently indented and end with a ]'],
    ['a: !secret x', '1:4 : Unresolved tag: !secret'],
  ])('problems of the text %j', (text, problem) => expect(problemsOf(text)).toContain(problem));

  it('problems of an alias stand where the alias leads', () => {
    const text =
      'keyPairs:\n  - name: ops\n    instances: &all\n      - { product: ens }\n  - { name: dev, instances: *all }';

    expect(problemsOf(text).map((problem) => problem.split(' ')[0])).toEqual(['4:9', '4:9']);
  });

  it('problems of a text that expands without end are one problem', () => {
    const bomb = [
      'a: &a [x,x]',
      ...'bcdefghij'.split('').map((name, at) => `${name}: &${name} [*${'abcdefghi'[at]},*${'abcdefghi'[at]}]`),
    ].join('\n');

    expect(problemsOf(bomb)).toEqual(['1:1 : Excessive alias count indicates a resource exhaustion attack']);
  });
});

import { describe, expect, it } from 'vitest';
import { readCommand } from '../../../shared/change/command.ts';
import { InvalidParameterError, TooManyInstancesError } from '../../../shared/errors.ts';

const ecs = { product: 'ecs', regionId: 'cn-hangzhou', keyPairName: 'ops', instanceIds: ['i-1'] };
const ens = { product: 'ens', keyPairId: 'ssh-1', instanceIds: ['i-2'] };
const swas = { product: 'swas', regionId: 'cn-hangzhou', keyPairName: 'ops', instanceIds: ['aa6e71'] };

const read = (payload: unknown, maxInstances = 500) => readCommand('attach', payload, maxInstances);

/** The paths of every problem found. */
function pathsIn(payload: unknown): string[] {
  try {
    read(payload);
  } catch (error) {
    if (error instanceof InvalidParameterError) return error.details.map(({ path }) => path);
    throw error;
  }
  return [];
}

describe('attach or detach request', () => {
  it('carries one target at the top', () => {
    expect(read({ ...ecs, dryRun: true })).toMatchObject({
      action: 'attach',
      targets: [
        {
          keyPair: { product: 'ecs', regionId: 'cn-hangzhou', keyPairName: 'ops', keyPairId: null },
          instanceIds: ['i-1'],
        },
      ],
      dryRun: true,
      clientToken: null,
    });
  });

  it('carries several targets over any mix of products', () => {
    const command = read({ targets: [ecs, ens, swas], clientToken: 'one' });
    expect(command.targets.map(({ keyPair }) => keyPair.product)).toEqual(['ecs', 'ens', 'swas']);
    expect(command.clientToken).toBe('one');
  });

  it('an attach or detach request keeps the order asked and names an instance once', () => {
    const again = { ...ecs, instanceIds: ['i-3', 'i-1', 'i-3'] };
    const ids = read({ targets: [ecs, again] }).targets.flatMap(({ instanceIds }) => instanceIds);
    expect(ids).toEqual(['i-1', 'i-3']);
  });

  it.each([
    ['no product', {}, ['product']],
    ['an unknown product', { ...ecs, product: 'rds' }, ['product']],
    ['a list', [ecs], ['product']],
    ['text', 'attach', ['']],
    ['nothing', null, ['']],
    ['missing fields', { product: 'ecs' }, ['regionId', 'keyPairName', 'instanceIds']],
    ['an unknown field', { ...ecs, forced: true }, ['forced']],
    ['a request that is meant for another function', { ...ecs, action: 'detach' }, ['action']],
    ['a region for ENS, which is central', { ...ens, regionId: 'cn-hangzhou' }, ['regionId']],
    ['a key pair id for ECS', { ...ecs, keyPairId: 'ssh-1' }, ['keyPairId']],
    ['a key pair id for SWAS', { ...swas, keyPairId: 'ssh-1' }, ['keyPairId']],
    ['both selectors for ENS', { ...ens, keyPairName: 'ops' }, ['']],
    ['no selector for ENS', { product: 'ens', instanceIds: ['i-1'] }, ['']],
    ['no instance', { ...ecs, instanceIds: [] }, ['instanceIds']],
    ['ids that are not a list', { ...ecs, instanceIds: 'i-1' }, ['instanceIds']],
    ['ids that are not ids', { ...ecs, instanceIds: ['i-1', 7, ''] }, ['instanceIds.1', 'instanceIds.2']],
    ['a region that is no host name part', { ...ecs, regionId: 'evil.example/' }, ['regionId']],
    ['a flag that is text', { ...ecs, dryRun: 'true' }, ['dryRun']],
    ['a token beyond ASCII', { ...swas, clientToken: 'é' }, ['clientToken']],
    ['a token of 65 characters', { ...swas, clientToken: 'a'.repeat(65) }, ['clientToken']],
    ['no target', { targets: [] }, ['targets']],
    ['targets beside a target', { targets: [ecs], ...ecs }, ['product', 'regionId', 'keyPairName', 'instanceIds']],
    [
      'many problems, every one of them found',
      { targets: [{ ...ecs, regionId: 3, keyPairName: '1' }, { product: 'x' }, { ...ens, foo: 1 }], dryRun: 1 },
      ['targets.0.regionId', 'targets.0.keyPairName', 'targets.1.product', 'targets.2.foo', 'dryRun'],
    ],
  ])('an attach or detach request is refused with %s', (_what, payload, paths) => {
    expect(pathsIn(payload)).toEqual(paths);
  });

  it('an attach or detach request is refused with the same instance under two key pairs, beside other problems', () => {
    const targets = [ecs, { ...ecs, keyPairName: 'dev' }, { ...ecs, keyPairName: '' }];
    expect(pathsIn({ targets })).toEqual([
      'targets.2.keyPairName',
      'targets.1.instanceIds.0',
      'targets.2.instanceIds.0',
    ]);
  });

  it('an attach or detach request says what was expected and never quotes what came', () => {
    const problem = () => read({ ...ecs, keyPairName: '-secret-', instanceIds: ['-secret-'] });
    expect(problem).toThrow(/keyPairName: expected a key pair name of 2 to 128 characters/);
    expect(problem).not.toThrow(/-secret-/);
    expect(() => read({ ...ecs, maxUnavailable: '-secret-' })).not.toThrow(/-secret-/);
  });

  it('changes little by default', () => {
    expect(read(ecs)).toMatchObject({
      takeEffect: 'onNextStart',
      fallback: 'none',
      user: 'root',
      restart: { maxUnavailable: '10%', maxFailures: 0, force: false },
      verify: { by: 'none' },
      ifAttached: 'replace',
      allowDowngrade: false,
      byFleet: false,
      includeIgnored: false,
      allowLockOut: false,
      allowUnverified: false,
    });
  });

  it('an attach or detach request is verified in the guest when it takes effect online, unless told otherwise', () => {
    expect(read({ ...ecs, takeEffect: 'online' }).verify).toEqual({ by: 'guest' });
    expect(read({ ...ecs, takeEffect: 'online', verify: 'none' }).verify).toEqual({ by: 'none' });
    const login = read({ ...ecs, takeEffect: 'restart', verify: 'login', secret: 'keyfleet/ops' }).verify;
    expect(login).toEqual({ by: 'login', secret: 'keyfleet/ops', address: 'private', trustFirstHostKey: false });
  });

  it.each([
    [{ takeEffect: 'now' }, ['takeEffect']],
    [{ fallback: 'reboot' }, ['fallback']],
    [{ user: 'root; true' }, ['user']],
    [{ maxUnavailable: 0 }, ['maxUnavailable']],
    [{ maxUnavailable: '101%' }, ['maxUnavailable']],
    [{ maxUnavailable: 1.5 }, ['maxUnavailable']],
    [{ maxFailures: -1 }, ['maxFailures']],
    [{ verify: 'login' }, ['secret']],
    [{ verify: 'guest', secret: 'keyfleet/ops' }, ['secret']],
    [{ verify: 'login', secret: 'other/ops' }, ['secret']],
    [{ address: 'any', force: 'yes' }, ['force', 'address']],
    [{ allowUnverified: true }, ['allowUnverified']],
  ])('an attach or detach request is refused with %j', (options, paths) => {
    expect(pathsIn({ ...ecs, ...options })).toEqual(paths);
  });

  it('an attach or detach request to detach takes the consents to lock out and to go on unverified, but not ifAttached', () => {
    const detach = (options: object) => readCommand('detach', { ...ecs, ...options }, 500);
    expect(detach({ allowLockOut: true, allowUnverified: true })).toMatchObject({
      allowLockOut: true,
      allowUnverified: true,
    });
    expect(() => detach({ ifAttached: 'skip' })).toThrow(InvalidParameterError);
  });

  it('names at most maxInstances distinct instances over all targets', () => {
    const payload = { targets: [ecs, ens, { ...ecs, instanceIds: ['i-1'] }] };
    expect(read(payload, 2).targets).toHaveLength(3);
    expect(() => read(payload, 1)).toThrow(TooManyInstancesError);
  });
});

describe('key pair name', () => {
  const refused = (target: object, keyPairName: string) => pathsIn({ ...target, keyPairName }).includes('keyPairName');
  const byName = { product: 'ens', instanceIds: ['i-2'] };

  it.each([
    ['ecs', ecs, 128],
    ['ens', byName, 128],
    ['swas', swas, 64],
  ])('a key pair name on %s has 2 to %3$d characters', (_product, target, longest) => {
    expect(refused(target, 'a')).toBe(true);
    expect(refused(target, 'ab')).toBe(false);
    expect(refused(target, 'a'.repeat(longest))).toBe(false);
    expect(refused(target, 'a'.repeat(longest + 1))).toBe(true);
  });

  it.each([
    ['a1:_-', [false, false, false]],
    ['1a', [true, true, true]],
    ['_a', [true, true, true]],
    ['a b', [true, true, true]],
    ['a.b', [false, true, true]],
    ['密钥对', [false, true, true]],
    ['http://a', [true, true, true]],
    ['https://a', [true, true, true]],
    ['https', [false, false, false]],
    ['ops\n', [true, true, true]],
  ])('a key pair name %j is judged by each product', (name, expected) => {
    expect([ecs, byName, swas].map((target) => refused(target, name))).toEqual(expected);
  });
});

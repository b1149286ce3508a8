import { describe, expect, it } from 'vitest';
import { fleetOf } from '../some-fleet.ts';
import { problemsOf } from './problems-of.ts';

const rotation = ', rotation: { every: 30d, secret: keyfleet/ops }';
const fileWith = (secrets: string, selectors: string, more = rotation) =>
  `${secrets}\nkeyPairs: [{ name: ops, instances: [${selectors}]${more} }]`;
const inHangzhou = '{ product: ecs, regions: [cn-hangzhou], tags: { ssh: ops } }';
const inShanghai = '{ product: swas, regions: [cn-shanghai], tags: { ssh: ops } }';
const onEdge = '{ product: ens, tags: { ssh: ops } }';

describe('the home of the secrets', () => {
  it.each([
    ['is what the file says', fileWith('secrets: { region: cn-beijing }', inHangzhou), 'cn-beijing'],
    ['is the only region that has instances', fileWith('', `${inHangzhou}, ${onEdge}`), 'cn-hangzhou'],
    ['is needless where nothing is rotated', fileWith('', `${inHangzhou}, ${inShanghai}`, ''), null],
  ])('the home of the secrets %s', (_, text, regionId) => {
    expect(fleetOf(text).secrets).toEqual({ regionId, kmsInstance: null, kmsKey: null });
  });

  const expected = '2:1 secrets.region: expected the one region where secrets are and rotations are done, because';
  it.each([
    [`${inHangzhou}, ${inShanghai}`, `${expected} there are instances in cn-hangzhou, cn-shanghai`],
    [onEdge, `${expected} edge nodes are in no region of KMS`],
  ])('is a problem where it cannot be told: %s', (selectors, problem) => {
    expect(problemsOf(fileWith('', selectors))).toEqual([problem]);
  });
});

describe('secrets', () => {
  it('secrets name an instance of KMS and its key', () => {
    const text = fileWith('secrets: { kmsInstance: kst-1, kmsKey: key-1 }', inHangzhou);
    expect(fleetOf(text).secrets).toEqual({ regionId: 'cn-hangzhou', kmsInstance: 'kst-1', kmsKey: 'key-1' });
  });

  it.each([
    ['{ kmsInstance: kst-1 }', 'secrets.kmsKey: expected it beside kmsInstance, which KMS takes only together'],
    ['{ kmsKey: key-1 }', 'secrets.kmsInstance: expected it beside kmsKey, which KMS takes only together'],
    ['{ kmsInstance: 1, kmsKey: key-1 }', 'secrets.kmsInstance: expected the id of a KMS instance'],
    ['{ kmsInstance: kst-1, kmsKey: "*" }', 'secrets.kmsKey: expected the id of a KMS key'],
    ['{ region: CN }', 'secrets.region: expected a region id'],
    ['{ zone: a }', 'secrets.zone: expected no such field, only region, kmsInstance, kmsKey'],
    ['nonsense', 'secrets: expected where secrets are'],
  ])('secrets as %s are a problem', (secrets, problem) => {
    expect(problemsOf(fileWith(`secrets: ${secrets}`, inHangzhou))).toEqual([expect.stringContaining(problem)]);
  });
});

describe('the name of a fleet', () => {
  it('the name of a fleet is `fleet` unless it has another', () => {
    expect(fleetOf(fileWith('', inHangzhou)).name).toBe('fleet');
    expect(fleetOf(fileWith('name: web-1', inHangzhou)).name).toBe('web-1');
  });

  it.each(['1', 'a b', '""', 'x/y'])('the name of a fleet is not %s', (name) => {
    expect(problemsOf(fileWith(`name: ${name}`, inHangzhou))).toEqual([
      expect.stringContaining('1:1 name: expected a name'),
    ]);
  });
});

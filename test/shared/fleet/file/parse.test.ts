import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFleet } from '../../../../shared/fleet/file/parse.ts';

const anyName = fc.constantFrom('ops', 'dev', '', 'x', 'ops-20261121T183000Z', 7, null);
const orNothing = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const anySelector = fc.oneof(
  fc.record({
    product: fc.constantFrom('ecs', 'ens', 'swas', 'rds', null),
    regions: orNothing(fc.oneof(fc.array(fc.constantFrom('cn-hangzhou', 'CN', 1)), fc.jsonValue())),
    tags: orNothing(fc.oneof(fc.dictionary(fc.string(), fc.constantFrom('ops', 1, null)), fc.jsonValue())),
    namePattern: orNothing(fc.oneof(fc.constantFrom('*', 'web-*', ''), fc.jsonValue())),
  }),
  fc.jsonValue(),
);
/** One that often is in order, and as often selects everything, if it were not refused. */
const likelySelector = fc.record(
  {
    product: fc.constantFrom('ecs', 'ens', 'swas'),
    regions: fc.constant(['cn-hangzhou']),
    tags: fc.dictionary(fc.constantFrom('ssh', 'env', ''), fc.constantFrom('ops', '*', ''), { maxKeys: 2 }),
    namePattern: fc.constantFrom('*', '**', 'web-*', ''),
  },
  { requiredKeys: ['product'] },
);
const anyField = fc.oneof(fc.constantFrom('online', 'restart', 'new', 'login', '30d', '10%', 3, true), fc.jsonValue());
const fieldNames = ['takeEffect', 'fallback', 'verify', 'secret', 'restart', 'newWithin', 'maxUnavailable', 'rotation'];
const anyKeyPair = fc.record({
  name: anyName,
  instances: fc.oneof(fc.array(anySelector, { maxLength: 3 }), fc.jsonValue()),
  more: fc.dictionary(fc.constantFrom(...fieldNames, 'constructor', '__proto__'), anyField, { maxKeys: 3 }),
});
const anyFile = fc.record({
  keyPairs: fc.oneof(
    fc.array(
      anyKeyPair.map(({ more, ...fields }) => ({ ...fields, ...more })),
      { maxLength: 3 },
    ),
    fc.jsonValue(),
  ),
  limits: orNothing(fc.jsonValue()),
});

describe('whatever stands in a fleet.yaml', () => {
  it('whatever stands in a fleet.yaml is a fleet or has problems, and never fails', () => {
    const isSettled = (value: unknown) => {
      const { fleet, findings } = parseFleet(value);
      expect(fleet === null).toBe(findings.length > 0);
    };
    fc.assert(fc.property(fc.oneof(anyFile, fc.jsonValue(), fc.anything()), isSettled), { numRuns: 1_000 });
  });

  it('whatever stands in a fleet.yaml never selects everything', () => {
    expect.hasAssertions();
    let selectors = 0;
    const isSelective = (value: unknown) => {
      for (const { instances } of parseFleet(value).fleet?.keyPairs ?? []) {
        for (const { tags = {}, namePattern } of instances) {
          selectors += 1;
          expect(Object.keys(tags).length > 0 || /[^*]/.test(namePattern ?? '')).toBe(true);
        }
      }
    };
    const good = likelySelector.map((selector) => ({ keyPairs: [{ name: 'ops', instances: [selector] }] }));
    fc.assert(fc.property(good, isSelective), { numRuns: 1_000 });
    expect(selectors).toBeGreaterThan(100);
  });
});

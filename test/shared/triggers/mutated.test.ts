import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { readEvents } from '../../../shared/triggers/events.ts';
import { accountId, sample, sampleNames } from './samples.ts';

type Json = Record<string | number, unknown>;

/** Every place in a sample at which something can be put in its stead. */
function placesIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}

function replace(value: unknown, [key, ...rest]: readonly string[], put: unknown): unknown {
  if (key === undefined) return put;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Json;
  copy[key] = replace(copy[key], rest, put);
  return copy;
}

const anySample = fc.constantFrom(...sampleNames).map(sample);
const anyPut = fc.oneof(
  fc.jsonValue(),
  fc.anything(),
  fc.constantFrom('{', '[]', '{"data":{}}', '__proto__', 'constructor', '../../etc/passwd', 'i-1;rm -rf', '\u0000'),
);
const mutated = fc
  .tuple(anySample, fc.array(fc.tuple(fc.nat(), anyPut), { minLength: 1, maxLength: 3 }))
  .map(([event, changes]) =>
    changes.reduce<unknown>((current, [which, put]) => {
      const places = placesIn(current);
      return replace(current, places[which % places.length] ?? [], put);
    }, event),
  );

/** How many hints events gave, so that no property holds only because none of them does. */
let hinted = 0;
beforeEach(() => {
  hinted = 0;
});

function expectSound(payload: unknown) {
  for (const hint of readEvents(payload, accountId).hints) {
    hinted += 1;
    if (hint.kind === 'reconcile') continue;
    expect(['ecs', 'ens', 'swas']).toContain(hint.product);
    expect(hint.regionId ?? 'cn-none').toMatch(/^[a-z][a-z\d-]{1,39}$/);
    for (const id of hint.instanceIds) expect(id).toMatch(/^[\w.:-]{1,128}$/);
    expect(new Set(hint.instanceIds).size).toBe(hint.instanceIds.length);
  }
}

describe('forged event', () => {
  it('a forged event never throws, and only what can be an id or a region travels on', () => {
    fc.assert(fc.property(mutated, expectSound), { numRuns: 1_000 });
    expect(hinted).toBeGreaterThan(100);
  });

  it('a forged event may be anything at all', () => {
    fc.assert(fc.property(fc.oneof(fc.anything(), fc.json(), fc.string()), expectSound), { numRuns: 500 });
  });

  it('a forged event cannot make us look at another account’s event, whatever else it says', () => {
    expect.hasAssertions();
    const foreign = mutated.filter(
      (event) => typeof event === 'object' && event !== null && 'aliyunaccountid' in event,
    );
    const isNoHint = (event: unknown) => {
      const of = (aliyunaccountid: string) => readEvents({ ...(event as object), aliyunaccountid }, accountId).hints;
      hinted += of(accountId).length;
      return of('99').length === 0;
    };
    fc.assert(fc.property(foreign, isNoHint), { numRuns: 500 });
    expect(hinted).toBeGreaterThan(100);
  });

  it('a forged event may nest deeply', () => {
    const deep = JSON.parse(`${'{"InstanceIds":'.repeat(5_000)}"i-1"${'}'.repeat(5_000)}`) as unknown;

    const data = { eventName: 'Create', serviceName: 'Ecs', responseElements: deep };

    expect(readEvents({ ...sample('actiontrail-ecs-create'), data }, accountId).hints).toEqual([]);
  });
});

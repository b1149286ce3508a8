import type { InstanceSelector } from '../../fleet.ts';
import type { Finding } from '../finding.ts';
import type { Placed } from './rule.ts';

/** Each key pair once, or its options would depend on which of two entries matches. */
export function checkDistinctNames(placed: readonly Placed[]): Finding[] {
  return repeated(placed, ({ entry }) => entry.name).map(({ at, first }) => ({
    path: ['keyPairs', at, 'name'],
    expected: `each key pair once; it is there already as keyPairs.${first}, which can take these selectors`,
  }));
}

/** Each secret once: its versions are the generations of one key pair. */
export function checkDistinctSecrets(placed: readonly Placed[]): Finding[] {
  const rotated = placed.filter(({ entry }) => entry.rotation);
  return repeated(rotated, ({ entry }) => entry.rotation?.secret ?? '').map(({ at, first }) => ({
    path: ['keyPairs', at, 'rotation', 'secret'],
    expected: `a secret of its own; keyPairs.${first} rotates this one`,
  }));
}

function repeated(placed: readonly Placed[], keyOf: (one: Placed) => string) {
  const firsts = new Map<string, number>();
  return placed.flatMap((one) => {
    const first = firsts.get(keyOf(one));
    if (first !== undefined) return [{ at: one.at, first }];
    firsts.set(keyOf(one), one.at);
    return [];
  });
}

/** The first match wins, so a selector never applies when a key pair before it selects all the same instances. */
export function checkReached(placed: readonly Placed[]): Finding[] {
  return placed.flatMap(({ at, entry }, index) => {
    const before = placed.slice(0, index);
    return entry.instances.flatMap((selector, which) => {
      const hiding = before.find((other) => other.entry.instances.some((one) => covers(one, selector)));
      if (!hiding) return [];
      const expected = `instances that keyPairs.${hiding.at} does not select already, because the first match wins`;
      return [{ path: ['keyPairs', at, 'instances', which], expected }];
    });
  });
}

/** Whether whatever `narrow` selects, `wide` does too. */
function covers(wide: InstanceSelector, narrow: InstanceSelector): boolean {
  const isInPlace = wide.regions === null || narrow.regions?.every((region) => wide.regions?.includes(region));
  const isTagged = Object.entries(wide.tags ?? {}).every(([key, value]) => narrow.tags?.[key] === value);
  const isNamed = wide.namePattern === undefined || wide.namePattern === narrow.namePattern;
  return wide.product === narrow.product && isInPlace === true && isTagged && isNamed;
}

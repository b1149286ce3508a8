import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decide } from '../../../shared/fleet/compare.ts';
import type { ManagedKeyPair } from '../../../shared/fleet/fleet.ts';
import { isForeign, isIgnored } from '../../../shared/fleet/match.ts';
import { productNames } from '../../../shared/products/index.ts';
import { type Sighting } from '../../../shared/products/sighting.ts';
import { longAgoMs, nowMs, opsFleet, seen } from './some-fleet.ts';

const fleet = opsFleet();
const [base] = fleet.keyPairs;
if (!base) throw new Error('the fleet has a key pair');

const anyKeyPair: fc.Arbitrary<ManagedKeyPair> = fc
  .record({
    takeEffect: fc.constantFrom('onNextStart', 'online', 'restart'),
    fallback: fc.constantFrom('none', 'onNextStart', 'restart'),
    restart: fc.constantFrom('never', 'new', 'always'),
    ifAttached: fc.constantFrom('skip', 'replace'),
  })
  .map((options) => ({ ...base, ...options }));

const anyTags = fc.constantFrom({ ssh: 'ops' }, { ssh: 'dev' }, { ssh: 'ops', 'keyfleet:ignore': '' }, undefined);
const anySighting = fc
  .tuple(
    fc.constantFrom(...productNames),
    fc.record({
      status: fc.constantFrom('Running', 'Stopped', 'Pending', 'Starting', 'Stopping', 'Expired'),
      os: fc.constantFrom('linux', 'windows', 'unknown'),
      keyPairName: fc.constantFrom(null, undefined, 'ops', 'legacy', 'ops-20261121T183000Z'),
      tags: anyTags,
      createdMs: fc.constantFrom(null, nowMs, longAgoMs),
    }),
  )
  .map(([product, observed]) => seen(product, observed));

/** Every promise that a decision breaks. */
function brokenBy(keyPair: ManagedKeyPair, sighting: Sighting): string[] {
  const { observed, product } = sighting;
  const decision = decide({ ...fleet, keyPairs: [keyPair] }, sighting, { nowMs });
  if (decision.do === 'nothing') return [];
  const isNew = observed.createdMs === nowMs;
  const mayRestart = keyPair.restart === 'always' || (keyPair.restart === 'new' && isNew);
  const isRestarting = [decision.takeEffect, decision.fallback].includes('restart');
  const broken = {
    'what is ignored stays as it is': isIgnored(observed),
    'what is not selected stays as it is': observed.tags?.['ssh'] !== 'ops',
    'Windows stays as it is': observed.os === 'windows',
    'what is on its way is waited for': !['Running', 'Stopped'].includes(observed.status),
    'what carries a generation stays as it is': ![null, 'legacy'].includes(observed.keyPairName ?? null),
    'what was not seen is not guessed': observed.keyPairName === undefined,
    'another key pair stays unless it may be replaced': isForeign(keyPair, observed) && keyPair.ifAttached === 'skip',
    'nothing is restarted that may not be': isRestarting && !mayRestart,
    'what is stopped stays stopped': observed.status === 'Stopped' && decision.takeEffect !== 'onNextStart',
    'ENS gets nothing while it runs':
      product === 'ens' && observed.status === 'Running' && decision.takeEffect !== 'restart',
  };
  return Object.entries(broken).flatMap(([promise, is]) => (is ? [promise] : []));
}

it('a decision keeps the fleet’s promises, whatever is seen and asked for', () => {
  const isKept = fc.property(anyKeyPair, anySighting, (keyPair, sighting) => {
    expect(brokenBy(keyPair, sighting)).toEqual([]);
  });
  fc.assert(isKept, { numRuns: 2_000 });
});

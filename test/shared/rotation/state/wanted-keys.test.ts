import { describe, expect, it } from 'vitest';
import { readLedger } from '../../../../shared/ledger/ledger.ts';
import { forbiddenKeys, wantedKeys } from '../../../../shared/rotation/state/wanted-keys.ts';

const NOW = Date.UTC(2026, 10, 3);
const [A, B, C] = ['ops-20260901T000000Z', 'ops-20261001T000000Z', 'ops-20261101T000000Z'] as const;
const inGrace = 'KeepUntil-20261104T000000Z';
const over = 'KeepUntil-20261102T000000Z';
const revoked = 'Revoked-20261102T000000Z';
const withdrawn = 'Withdrawn-20261102T000000Z';

type Stages = Readonly<Record<string, readonly string[]>>;

const sort = (stages: Stages) => {
  const versions = Object.entries(stages).map(([versionId, some]) => ({ versionId, stages: some, createdMs: null }));
  return wantedKeys(readLedger('ops', versions), NOW);
};
const say = (stages: Stages) => {
  const keys = sort(stages);
  const names = (some: readonly { name: string }[] = []) => some.map(({ name }) => name);
  return [keys?.must.name, names(keys?.may), names(keys?.mustNot)];
};

describe('what an instance is to take of ours', () => {
  it('is nothing before there is any generation', () => {
    expect(sort({})).toBeNull();
  });

  it.each<[string, Stages, unknown[]]>([
    ['at rest', { ops: [], [A]: [], [B]: ['ACSCurrent'] }, [B, [], ['ops', A]]],
    ['while a key is on its way', { ops: [], [A]: ['ACSCurrent'], [B]: ['KeyfleetPending'] }, [B, [A], ['ops']]],
    ['in the grace', { ops: [], [A]: [inGrace], [B]: ['ACSCurrent'] }, [B, [A], ['ops']]],
    ['after it', { ops: [], [A]: [over], [B]: ['ACSCurrent'] }, [B, [], ['ops', A]]],
    [
      'while the key in use is revoked and the next on its way',
      { [A]: [inGrace], [B]: ['ACSCurrent', revoked], [C]: ['KeyfleetPending'] },
      [C, [A], [B]],
    ],
    ['when the pending key was withdrawn', { [A]: ['ACSCurrent'], [B]: ['KeyfleetPending', withdrawn] }, [A, [], [B]]],
    ['when a promoted key was revoked in its grace', { [A]: [inGrace, revoked], [B]: ['ACSCurrent'] }, [B, [], [A]]],
    ['on the way back', { [A]: ['KeyfleetPending'], [B]: ['ACSCurrent'] }, [A, [B], []]],
    ['of one that lost its stage in a race', { [A]: [], [B]: ['ACSCurrent'], [C]: [] }, [B, [], [A, C]]],
    ['of what was swept once', { [A]: ['Lagging-20261102T000000Z'], [B]: ['ACSCurrent'] }, [B, [], [A]]],
  ])('%s', (_, stages, says) => {
    expect(say(stages)).toEqual(says);
  });

  it('forbids by fingerprint whatever is not allowed, what KMS has forgotten included', () => {
    const keys = sort({ [B]: [inGrace], [C]: ['ACSCurrent'] });
    const known = { ops: ['z1', 'z2'], [A]: ['a'], [B]: ['b'], [C]: ['c'] };
    expect(keys && forbiddenKeys(keys, known)).toEqual(
      new Map([
        ['z1', 'ops'],
        ['z2', 'ops'],
        ['a', A],
      ]),
    );
  });

  it('forbids no key that is allowed under another name', () => {
    const keys = sort({ [B]: ['ACSCurrent'] });
    expect(keys && forbiddenKeys(keys, { [A]: ['same'], [B]: ['same'] })).toEqual(new Map());
  });
});

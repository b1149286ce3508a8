import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../../shared/cloud/clock.ts';
import { readLedger } from '../../../../shared/ledger/ledger.ts';
import type { Observed } from '../../../../shared/products/observed.ts';
import { keyOf } from '../../../../shared/products/sighting.ts';
import { type Journal, openJournal } from '../../../../shared/rotation/journal.ts';
import type { Symptoms } from '../../../../shared/rotation/report/causes.ts';
import { judgeHealth } from '../../../../shared/rotation/report/health.ts';
import type { StandingName } from '../../../../shared/rotation/state/standing.ts';
import { nowMs, seen } from '../../fleet/some-fleet.ts';

const [OLD, NEW] = ['ops-20261001T000000Z', 'ops-20261101T000000Z'];
const at = '2026-11-21T12:00:00.000Z';
const version = (versionId: string, ...stages: string[]) => ({ versionId, stages, createdMs: nowMs - 2 * 86_400_000 });
const idle = readLedger('ops', [version(NEW, 'ACSCurrent')]);
const leaked = readLedger('ops', [version(OLD, 'RevokedLagging-20261110T000000Z'), version(NEW, 'ACSCurrent')]);

type One = [StandingName, Partial<Observed>?];

function surveyOf(...ones: One[]): Symptoms['seen'] {
  const all = ones.map(([name, observed], n) => ({
    name,
    sighting: seen('ecs', { instanceId: `i-${n}`, keyPairName: NEW, ...observed }),
  }));
  const standings = new Map(all.map(({ name, sighting }) => [keyOf(sighting), { name, code: name, message: '' }]));
  return { sightings: all.map(({ sighting }) => sighting), standings, unlisted: [] };
}

function journalWith(...codes: string[]): Journal {
  const journal = openJournal({ ...systemClock, now: () => nowMs });
  const entry = {
    step: 'retire',
    generation: OLD,
    status: 'failed',
    message: 'no',
    how: null,
    cloudRequestIds: [],
  } as const;
  for (const [n, code] of codes.entries()) journal.note(seen('ecs', { instanceId: `i-${n}` }), { ...entry, code });
  return journal;
}

const judge = (symptoms: Partial<Symptoms> = {}) =>
  judgeHealth({
    keyPair: 'ops',
    ledger: idle,
    phase: 'idle',
    problem: null,
    seen: surveyOf(['verified']),
    dueMs: null,
    journal: journalWith(),
    nowMs,
    ...symptoms,
  });

const codesOf = (symptoms: Partial<Symptoms>) => judge(symptoms).causes.map(({ code }) => code);

describe('the health of a rotation', () => {
  it('is fine where there is no cause, and only there', () => {
    expect(judge()).toEqual({ health: 'fine', reason: null, causes: [] });
  });

  const passing = { code: 'Throttling', message: 'slow down', kind: 'passing' } as const;
  const unlisted = { ...surveyOf(['verified']), unlisted: ['swas in cn-hangzhou: Forbidden.RAM'] };
  const tags = { 'keyfleet:restart': NEW, 'keyfleet:restart-since': '2026-11-21T11:00:00Z' };
  const edge = seen('ens', { status: 'Stopped', tags });
  const pending = { name: 'pending', code: 'RestartUnderWay', message: '' } as const;
  const stranded = { ...surveyOf(), sightings: [edge], standings: new Map([[keyOf(edge), pending]]) };
  const kept = journalWith();
  kept.keep({ product: 'ecs', regionId: 'cn-hangzhou', keyPairName: OLD, reason: 'a launch template names it' });

  it.each<[string, Partial<Symptoms>, string, string | null]>([
    ['what stopped a tick', { problem: passing }, 'Throttling', null],
    ['a restart that does not end', { seen: stranded }, 'RestartStranded', '2026-11-21T11:00:00.000Z'],
    ['a step that failed at an instance', { journal: journalWith('KeptKeyNotTaken') }, 'KeptKeyNotTaken', at],
    ['a key pair that is not deleted', { journal: kept }, 'KeyPairKept', null],
    ['places that were not seen', { seen: unlisted }, 'NotSeen', null],
    ['an instance of which it was not said what it carries', { seen: surveyOf(['unseen']) }, 'NotSeen', null],
    ['a rotation that is due', { dueMs: nowMs - 1_000 }, 'RotationLate', '2026-11-21T11:59:59.000Z'],
    ['instances that cannot be reached', { seen: surveyOf(['lagging']) }, 'InstancesLag', null],
  ])('is not fine but wants attention for %s, and says since when and what to do', (_, symptoms, code, since) => {
    const { health, causes, reason } = judge(symptoms);
    expect(health).toBe('attention');
    expect(reason).toContain(causes[0]?.message);
    expect(causes).toMatchObject([{ code, since, mend: expect.stringMatching(/./), isStuck: false }]);
  });

  const blocking = { code: 'OtherOwner', message: 'theirs', kind: 'blocking' } as const;
  const underWay = readLedger('ops', [version(OLD, 'ACSCurrent'), version(NEW, 'KeyfleetPending')]);
  const refused = readLedger('ops', [
    version(OLD, 'ACSCurrent'),
    version(NEW, 'KeyfleetPending', 'Blocked-20261120T000000Z'),
  ]);
  it.each<[string, Partial<Symptoms>, string, string | null]>([
    ['what must not go on', { problem: blocking, phase: 'blocked' }, 'OtherOwner', null],
    [
      'a new key that an instance refused',
      { ledger: refused, phase: 'blocked' },
      'NewKeyRefused',
      '2026-11-20T00:00:00.000Z',
    ],
    [
      'a new key that is not promoted after a day',
      { ledger: underWay, phase: 'adding' },
      'NotPromoted',
      '2026-11-19T12:00:00.000Z',
    ],
  ])('is stuck for %s', (_, symptoms, code, since) => {
    const { health, causes } = judge(symptoms);
    expect(health).toBe('stuck');
    expect(causes).toMatchObject([{ code, since, isStuck: true }]);
  });

  it('names every cause, the gravest first, and of failures that are alike one with their number', () => {
    const symptoms = {
      journal: journalWith('ReadOnly', 'ReadOnly', 'NoSpace'),
      seen: surveyOf(['lagging']),
      problem: blocking,
      phase: 'blocked',
    } as const;
    expect(codesOf(symptoms)).toEqual(['OtherOwner', 'ReadOnly', 'NoSpace', 'InstancesLag']);
    expect(judge(symptoms).reason).toBe('OtherOwner: theirs');
    expect(judge(symptoms).causes[1]?.message).toBe('i-0: ReadOnly, no; 1 more alike');
  });
});

describe('a revoked key', () => {
  it('is named with the instances that may still take it, wherever they stand, since it was revoked', () => {
    const carried = { keyPairName: OLD };
    const { health, causes } = judge({
      ledger: leaked,
      seen: surveyOf(['verified'], ['lagging', carried], ['ignored', carried], ['excluded', carried]),
    });
    expect(health).toBe('attention');
    expect(causes[0]).toMatchObject({
      code: 'RevokeUnfinished',
      since: '2026-11-10T00:00:00.000Z',
      message: `3 may still take ${OLD}, which was revoked: i-1, i-2, i-3`,
    });
  });

  it('may be taken by what left the rotation after it was proven to take it, and before it was revoked', () => {
    const proven = (time: string) => ({ 'keyfleet:proven': `20261001T000000Z/${time}/aaaaaa-` });
    const theirs = (time: string) => ({ keyPairName: 'theirs', tags: proven(time) });
    const survey = surveyOf(
      ['foreign', theirs('20261109T000000Z')],
      ['foreign', theirs('20261111T000000Z')],
      ['ignored', { tags: proven('20261109T000000Z') }],
      ['unattached', {}],
    );
    expect(judge({ ledger: leaked, seen: survey }).causes[0]?.message).toBe(
      `2 may still take ${OLD}, which was revoked: i-0, i-2`,
    );
  });

  it('may be taken by all that it was brought to until it was taken away', () => {
    const inUse = readLedger('ops', [
      version(OLD, 'ACSCurrent', 'Revoked-20261110T000000Z'),
      version(NEW, 'KeyfleetPending'),
    ]);
    expect(
      codesOf({ ledger: inUse, phase: 'adding', nowMs: nowMs - 86_400_000, seen: surveyOf(['verified'], ['pending']) }),
    ).toEqual(['RevokeUnfinished']);
    const open = readLedger('ops', [version(OLD, 'Revoked-20261110T000000Z'), version(NEW, 'ACSCurrent')]);
    expect(codesOf({ ledger: open, phase: 'retiring' })).toEqual(['RevokeUnfinished']);
  });

  it('is no cause any more where it was taken from all, and names ten instances at most', () => {
    expect(codesOf({ ledger: leaked })).toEqual([]);
    const many = Array.from({ length: 12 }, (): One => ['ignored', { keyPairName: OLD }]);
    expect(judge({ ledger: leaked, seen: surveyOf(...many) }).reason).toMatch(/i-9 and 2 more$/);
  });
});

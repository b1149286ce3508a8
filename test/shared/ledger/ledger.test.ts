import { describe, expect, it } from 'vitest';
import type { SecretVersion } from '../../../shared/cloud/kms/index.ts';
import { announcementId } from '../../../shared/ledger/announcement.ts';
import { readLedger, targetOf } from '../../../shared/ledger/ledger.ts';

const OLD = 'ops-20261001T000000Z';
const NEW = 'ops-20261101T000000Z';
const version = (versionId: string, ...stages: string[]): SecretVersion => ({ versionId, stages, createdMs: null });
const read = (...versions: SecretVersion[]) => readLedger('ops', versions);
const announced = announcementId(OLD);

const names = (...versions: SecretVersion[]) => {
  const ledger = read(...versions);
  const { current, pending, isAnnounced, retained } = ledger;
  return {
    current: current?.name ?? null,
    pending: pending?.name ?? null,
    target: targetOf(ledger)?.name ?? null,
    isAnnounced,
    retained: retained.map(({ generation, isSwept }) => `${generation.name}${isSwept ? ' swept' : ''}`),
  };
};
const none = { current: null, pending: null, target: null, isAnnounced: false, retained: [] };

describe('the ledger of a rotation', () => {
  it.each([
    { of: 'no secret', versions: [], says: none },
    {
      of: 'a new secret, whose placeholder is generation 0',
      versions: [version('ops', 'ACSCurrent')],
      says: { ...none, current: 'ops', target: 'ops' },
    },
    {
      of: 'a secret that somebody else made, whatever they called its version',
      versions: [version('v1', 'ACSPrevious'), version('v2', 'ACSCurrent')],
      says: { ...none, current: 'ops', target: 'ops' },
    },
    {
      of: 'a generation that was announced and not stored',
      versions: [version(OLD, 'ACSCurrent'), version(announced, 'KeyfleetPending')],
      says: { ...none, current: OLD, target: OLD, isAnnounced: true },
    },
    {
      of: 'a generation on its way',
      versions: [version(OLD, 'ACSCurrent'), version(announced), version(NEW, 'KeyfleetPending')],
      says: { ...none, current: OLD, pending: NEW, target: NEW },
    },
    {
      of: 'a crash after the promotion, before the pending stage came off',
      versions: [
        version(OLD, 'ACSPrevious', 'KeepUntil-20261102T000000Z'),
        version(NEW, 'ACSCurrent', 'KeyfleetPending'),
      ],
      says: { ...none, current: NEW, target: NEW, retained: [OLD] },
    },
    {
      of: 'a crash before the promotion, after the label',
      versions: [version(OLD, 'ACSCurrent', 'KeepUntil-20261102T000000Z'), version(NEW, 'KeyfleetPending')],
      says: { ...none, current: OLD, pending: NEW, target: NEW },
    },
    {
      of: 'one that was withdrawn, with the pending stage still there',
      versions: [version(OLD, 'ACSCurrent'), version(NEW, 'KeyfleetPending', 'Withdrawn-20261102T000000Z')],
      says: { ...none, current: OLD, target: OLD, retained: [NEW] },
    },
    {
      of: 'the way back, with the label still there',
      versions: [
        version(OLD, 'ACSPrevious', 'KeyfleetPending', 'KeepUntil-20261102T000000Z'),
        version(NEW, 'ACSCurrent'),
      ],
      says: { ...none, current: NEW, pending: OLD, target: OLD },
    },
    {
      of: 'one of which some instances are left',
      versions: [version(OLD, 'ACSPrevious', 'Lagging-20261102T000000Z'), version(NEW, 'ACSCurrent')],
      says: { ...none, current: NEW, target: NEW, retained: [`${OLD} swept`] },
    },
  ])('reads $of', ({ versions, says }) => {
    expect(names(...versions)).toEqual(says);
  });

  it('gives no grace to what was revoked or withdrawn, and the latest one to what has two labels', () => {
    const until = (...stages: string[]) =>
      read(version(OLD, ...stages), version(NEW, 'ACSCurrent')).retained[0]?.untilMs;
    expect(until('Revoked-20261102T000000Z')).toBe(0);
    expect(until('KeepUntil-20261102T000000Z', 'Revoked-20261101T000000Z')).toBe(0);
    expect(until('KeepUntil-20261102T000000Z', 'KeepUntil-20261103T000000Z')).toBe(Date.UTC(2026, 10, 3));
  });

  it('lets the next announcement follow from one that was called back, because KMS takes an id once', () => {
    const recalled = { ...version(announced), createdMs: 7_000 };
    const next = announcementId(announced);
    expect(read(version(OLD, 'ACSCurrent'))).toMatchObject({ announcementId: announced, recalledMs: null });
    expect(read(version(OLD, 'ACSCurrent'), recalled)).toMatchObject({ announcementId: next, recalledMs: 7_000 });
    const again = read(version(OLD, 'ACSCurrent'), recalled, version(next, 'KeyfleetPending'));
    expect(again).toMatchObject({ isAnnounced: true, announcementId: next });
  });

  it('announces under an id that follows from the generation before, and that KMS takes', () => {
    const longest = `${'n'.repeat(47)}-20261101T000000Z`;
    expect(announcementId(longest)).toBe(announcementId(longest));
    expect(announcementId(longest)).not.toBe(announcementId(NEW));
    expect(announcementId(longest).length).toBeLessThanOrEqual(64);
  });

  it('announces under a mark of its owner', () => {
    const mark = '0123456789abcdef';
    const marked = announcementId(OLD, mark);
    expect(marked).toMatch(/^after-[\da-f]{24}-0123456789abcdef$/);
    const own = (...versions: SecretVersion[]) => readLedger('ops', [version(OLD, 'ACSCurrent'), ...versions], mark);
    expect(own()).toMatchObject({ announcementId: marked });
    expect(own(version(marked, 'KeyfleetPending'))).toMatchObject({ announcementId: marked });
  });

  it('goes on with an announcement from before they were marked, and remembers one that was called back', () => {
    const own = (...versions: SecretVersion[]) =>
      readLedger('ops', [version(OLD, 'ACSCurrent'), ...versions], 'm'.repeat(16));
    expect(own(version(announced, 'KeyfleetPending'))).toMatchObject({ isAnnounced: true, announcementId: announced });
    const recalled = own({ ...version(announced), createdMs: 7_000 });
    expect(recalled).toMatchObject({ recalledMs: 7_000, announcementId: announcementId(announced, 'm'.repeat(16)) });
  });
});

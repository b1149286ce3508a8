import { describe, expect, it } from 'vitest';
import type { SecretVersion } from '../../../../shared/cloud/kms/index.ts';
import { announcementId } from '../../../../shared/ledger/announcement.ts';
import { readLedger } from '../../../../shared/ledger/ledger.ts';
import { type Counts, dueMs, phaseOf, whyNotBegin } from '../../../../shared/rotation/state/phase.ts';

const OLD = 'ops-20261001T000000Z';
const NEW = 'ops-20261101T000000Z';
const nowMs = Date.UTC(2026, 10, 2);
const DAY_MS = 86_400_000;
const version = (versionId: string, ...stages: string[]): SecretVersion => ({ versionId, stages, createdMs: 0 });
const zero: Counts = {
  verified: 0,
  pending: 0,
  lagging: 0,
  failing: 0,
  excluded: 0,
  foreign: 0,
  ignored: 0,
  unattached: 0,
  unseen: 0,
};
const current = version(OLD, 'ACSCurrent');
const pending = version(NEW, 'KeyfleetPending');
const promoted = version(NEW, 'ACSCurrent');
/** So many old generations that wait for instances. */
const waiting = (count: number) =>
  Array.from({ length: count }, (_, at) => version(`ops-20260${at + 1}01T000000Z`, `Lagging-20261002T00000${at}Z`));

describe('the phase of a rotation', () => {
  it.each([
    { phase: 'notStarted', versions: [], counts: {} },
    { phase: 'idle', versions: [current], counts: { verified: 3 } },
    { phase: 'creating', versions: [current, version(announcementId(OLD), 'KeyfleetPending')], counts: {} },
    { phase: 'adding', versions: [current, pending], counts: { verified: 2, pending: 1 } },
    { phase: 'adding', versions: [current, pending], counts: { lagging: 1 } },
    { phase: 'promoting', versions: [current, pending], counts: { verified: 3, lagging: 1 } },
    {
      phase: 'blocked',
      versions: [current, version(NEW, 'KeyfleetPending', 'Blocked-20261101T010000Z')],
      counts: { verified: 1 },
    },
    {
      phase: 'rollingBack',
      versions: [version(OLD, 'ACSPrevious', 'KeyfleetPending'), promoted],
      counts: { pending: 1 },
    },
    { phase: 'grace', versions: [version(OLD, 'KeepUntil-20261102T000001Z'), promoted], counts: { verified: 3 } },
    { phase: 'retiring', versions: [version(OLD, 'KeepUntil-20261102T000000Z'), promoted], counts: { verified: 3 } },
    { phase: 'retiring', versions: [version(OLD, 'Revoked-20261103T000000Z'), promoted], counts: { verified: 3 } },
    { phase: 'lagging', versions: [version(OLD, 'Lagging-20261102T000000Z'), promoted], counts: { verified: 3 } },
    { phase: 'lagging', versions: [promoted], counts: { verified: 3, lagging: 1 } },
    { phase: 'blocked', versions: [...waiting(5), promoted], counts: { verified: 3, lagging: 1 } },
    { phase: 'lagging', versions: [...waiting(4), promoted], counts: { verified: 3, lagging: 1 } },
  ])('is $phase', ({ phase, versions, counts }) => {
    expect(phaseOf(readLedger('ops', versions), { ...zero, ...counts }, nowMs)).toBe(phase);
  });
});

describe('the next rotation', () => {
  const everyMs = 30 * DAY_MS;
  const due = (firstMs: number | null, ...versions: SecretVersion[]) =>
    dueMs(readLedger('ops', versions), 'ops', { everyMs }, firstMs);

  it('is due when the key pair that is there is old enough, and at once where there is none', () => {
    expect(due(nowMs)).toBe(nowMs + everyMs);
    expect(due(null)).toBe(0);
  });

  it('is due when the newest generation is old enough, whatever became of it', () => {
    expect(due(null, current)).toBe(Date.UTC(2026, 9, 1) + everyMs);
    expect(due(null, current, version(NEW, 'Lagging-20261102T000000Z'))).toBe(Date.UTC(2026, 10, 1) + everyMs);
  });

  it('is due a whole term after an announcement that was called back', () => {
    const recalled = { ...version(announcementId(OLD)), createdMs: nowMs };
    expect(due(null, current, recalled)).toBe(nowMs + everyMs);
    expect(due(null, version('ops', 'ACSCurrent'), { ...version(announcementId('ops')), createdMs: nowMs })).toBe(
      nowMs + everyMs,
    );
  });

  it('is due at once when the current one leaked, or when a tick before only got as far as the secret', () => {
    expect(due(null, version(OLD, 'ACSCurrent', 'Revoked-20261102T000000Z'))).toBe(0);
    expect(due(null, version('ops', 'ACSCurrent'))).toBe(0);
  });

  it.each([
    { why: /on its way/, versions: [current, pending] },
    { why: /not finished/, versions: [version(OLD, 'KeepUntil-20261102T000001Z'), promoted] },
    { why: null, versions: [version(OLD, 'Lagging-20261102T000001Z'), promoted] },
    {
      why: /drop the oldest/,
      versions: [...waiting(5), promoted],
    },
  ])('may not begin because of $why', ({ why, versions }) => {
    const obstacle = whyNotBegin(readLedger('ops', versions));
    expect(why ? why.test(obstacle ?? '') : obstacle === null).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { announcementId } from '../../../shared/ledger/announcement.ts';
import { findStrange } from '../../../shared/ledger/strange.ts';

const OLD = 'ops-20261001T000000Z';
const at = (createdMs: number, versionId: string, ...stages: string[]) => ({ versionId, stages, createdMs });
const strange = (...versions: ReturnType<typeof at>[]) => findStrange('ops', versions);

describe('what no rotation wrote into a secret', () => {
  it('is nothing in a secret that was there before, nor in one that rotations made', () => {
    expect(strange(at(1, 'v1', 'ACSPrevious'), at(2, 'v2', 'ACSCurrent'))).toEqual([]);
    const announced = at(3, announcementId('ops'), 'KeyfleetPending');
    expect(strange(at(1, 'v1', 'ACSCurrent', 'KeepUntil-20261102T000000Z'), announced)).toEqual([]);
    expect(strange(at(1, 'ops', 'ACSPrevious'), announced, at(4, OLD, 'ACSCurrent'))).toEqual([]);
  });

  it.each([
    [['ACSCurrent'], OLD],
    [['KeyfleetPending'], null],
    [['Revoked-20261102T000000Z'], null],
  ])('is a version that was stored after ours and bears %s', (stages, backTo) => {
    const versions = [at(1, 'ops'), at(2, OLD, 'ACSPrevious'), at(3, 'v1', ...stages)];
    expect(strange(...versions)).toEqual([{ versionId: 'v1', stage: stages[0], backTo }]);
  });

  it('is a version of the same second that took the place of one of ours', () => {
    const strangers = strange(at(2, OLD, 'ACSPrevious'), at(2, 'v1', 'ACSCurrent'));
    expect(strangers).toEqual([{ versionId: 'v1', stage: 'ACSCurrent', backTo: OLD }]);
    expect(strange(at(2, OLD, 'KeyfleetPending'), at(2, 'v1', 'ACSCurrent'))).toEqual([]);
  });

  it('is no version that the command which mends it has left', () => {
    expect(strange(at(2, OLD, 'ACSCurrent'), at(3, 'v1', 'ACSPrevious'), at(4, 'v2'))).toEqual([]);
  });

  it.each(['prod', 'KeepUntil-soon', 'Revoked', 'Kept-20261102T000000Z'])('is the stage %s on one of ours', (stage) => {
    expect(strange(at(2, OLD, 'ACSCurrent', stage))).toEqual([{ versionId: OLD, stage, backTo: null }]);
  });
});

import { describe, expect, it } from 'vitest';
import { takeEvidence } from '../../../../shared/change/act/evidence.ts';
import type { Action } from '../../../../shared/change/command.ts';
import { type Judgement, judge } from '../../../../shared/guest/judgement.ts';
import type { GuestReport } from '../../../../shared/guest/report.ts';
import { guestReport, reportedKey } from '../../guest/reports.ts';
import { someKey } from '../some-key.ts';
import { resultOf, toolsFor, trackOf } from './login/login-scene.ts';

const ours = someKey('ours');

const refused = () => Promise.resolve(resultOf('refused'));

const without = (judgement: Judgement) => ({ absent: new Map([[ours, judgement]]) });
const withKey = (judgement: Judgement) => ({ keys: [reportedKey(ours, { judgement })] });
const taken = judge('yes', null, 'yes');
const byFiles = judge('yes', null, 'unknown');
const disabled = judge('no', 'KeysDisabled', 'no');
const absent = judge('no', 'KeyAbsent', 'no');
const untold = judge('unknown', 'NoSshClient', 'unknown');
const served = judge('unknown', 'ServedElsewhere', 'yes');

interface Said {
  readonly effective: string;
  readonly flaw: string | null;
}

describe('what a guest shows of a change', () => {
  it.each<[Action, string, Partial<GuestReport>, Said]>([
    ['attach', 'with a key that sshd takes', withKey(taken), { effective: 'yes', flaw: null }],
    ['attach', 'without the key', without(absent), { effective: 'no', flaw: 'failed KeyAbsent' }],
    ['attach', 'with the key, and no keys taken', withKey(disabled), { effective: 'no', flaw: 'failed KeysDisabled' }],
    [
      'attach',
      'with a key nobody could ask for',
      withKey(untold),
      { effective: 'unknown', flaw: 'unknown NoSshClient' },
    ],
    ['attach', 'where nothing was said of the key', {}, { effective: 'unknown', flaw: 'unknown SshdNotAsked' }],
    ['detach', 'without the key', without(absent), { effective: 'yes', flaw: null }],
    ['detach', 'with the key inside', withKey(taken), { effective: 'no', flaw: 'failed NotEffective' }],
    ['detach', 'with the key served from elsewhere', without(served), { effective: 'no', flaw: 'failed NotEffective' }],
    ['detach', 'where sshd could not be asked', without(untold), { effective: 'unknown', flaw: 'unknown NoSshClient' }],
  ])('after %s %s: %s', (action, _, report, said) => {
    const track = trackFor(action);

    const flaw = takeEvidence(track, guestReport(report), toolsFor(action, refused));

    expect(track).toMatchObject({ effective: said.effective, seenBy: 'guest' });
    expect(flaw && `${flaw.status} ${flaw.code}`).toBe(said.flaw);
  });

  it('a proof by files alone is named as such', () => {
    const track = trackFor('attach');

    takeEvidence(track, guestReport(withKey(byFiles)), toolsFor('attach', refused));

    expect(track).toMatchObject({ effective: 'yes', seenBy: 'files' });
  });

  it('says nothing where the public key is not known', () => {
    const track = trackOf('attach', { product: 'ens' });

    expect(takeEvidence(track, guestReport(), toolsFor('attach', refused))).toBeNull();
    expect(track).toMatchObject({ effective: 'unknown', seenBy: 'readBack' });
  });
});

function trackFor(action: Action) {
  const { step, ...track } = trackOf(action);
  return { ...track, step: { ...step, item: { ...step.item, publicKey: ours } } };
}

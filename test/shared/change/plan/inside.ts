import type { Inside } from '../../../../shared/change/plan/step.ts';
import { judge } from '../../../../shared/guest/judgement.ts';
import type { CauseCode, GuestReport } from '../../../../shared/guest/report.ts';
import { guestReport, reportedKey } from '../../guest/reports.ts';
import { someKey } from '../some-key.ts';

/** The key of the key pair that is attached or detached, and another. */
export const [ours, theirs] = [someKey('ours'), someKey('theirs')];

/** What sshd says of a key. */
export const forced = { options: ['command'], hasOptions: true, judgement: judge('no', 'ForcedCommand', 'yes') };
export const refused = { judgement: judge('no', 'KeyTypeNotAccepted', 'no') };
export const untold = { judgement: judge('unknown', 'NoSshClient', 'unknown') };

/** What sshd would say of ours, if it were there. */
export const would = (takes: 'yes' | 'no' | 'unknown', code: CauseCode | null) =>
  new Map([[ours, judge(takes, code, 'unknown')]]);

export const absent = new Map([[ours, judge('no', 'KeyAbsent', 'no')]]);

/** A guest whose agent answers, and that was not looked into. */
export const alive: Inside = { agent: true, report: null };

/** A guest that holds both keys and no password, but for these facts. */
export function guest(facts: Partial<GuestReport> = {}): Inside {
  const report = guestReport({ keys: [reportedKey(ours), reportedKey(theirs)], passwordSet: false, ...facts });
  return { agent: true, report };
}

/** Root has a password, and sshd's settings take it. */
export const passwords = { uid: 0, passwordSet: true, sshd: settings({}) };

/** Settings of sshd that take root with a key or a password, but for these. */
export function settings(facts: Record<string, string>): GuestReport['sshd'] {
  const all = { permitrootlogin: 'yes', passwordauthentication: 'yes', pubkeyauthentication: 'yes', ...facts };
  return {
    passwordAuthentication: all.passwordauthentication === 'yes',
    pubkeyAuthentication: true,
    permitRootLogin: all.permitrootlogin,
    authorizedKeysFile: '.ssh/authorized_keys',
    port: 22,
    all: new Map(Object.entries(all)),
  };
}

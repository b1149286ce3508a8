import { describe, expect, it } from 'vitest';
import type { CauseCode } from '../../../shared/guest/codes.ts';
import { judge } from '../../../shared/guest/judgement.ts';
import type { GuestReport, SshdSettings } from '../../../shared/guest/report.ts';
import { isGone, judgementOf, judgePassword, otherWaysIn } from '../../../shared/guest/scripts.ts';
import { newKey } from './keys.ts';
import { guestReport, reportedKey } from './reports.ts';

const [own, other] = [newKey(), newKey('ssh-rsa')];

function settings(all: Readonly<Record<string, string>> = {}): SshdSettings {
  const said = { passwordauthentication: 'yes', permitrootlogin: 'yes', authenticationmethods: 'any', ...all };
  return {
    passwordAuthentication: null,
    pubkeyAuthentication: null,
    permitRootLogin: null,
    authorizedKeysFile: null,
    port: null,
    all: new Map(Object.entries(said)),
  };
}

/** A guest whose sshd takes a password for root. */
const open = (facts: Partial<GuestReport> = {}) =>
  guestReport({ uid: 0, passwordSet: true, sshd: settings(), methods: ['publickey', 'password'], ...facts });

describe('a password', () => {
  it('is a way in where one is set, settings allow it, and sshd names the method', () => {
    expect(judgePassword(open())).toMatchObject({ takes: 'yes', code: null, by: 'settings' });
  });

  it.each<[CauseCode, Partial<GuestReport>]>([
    ['PasswordNotSet', { passwordSet: false }],
    ['RootLoginDisabled', { sshd: settings({ permitrootlogin: 'without-password' }) }],
    ['PasswordsDisabled', { sshd: settings({ passwordauthentication: 'no' }) }],
    ['PasswordsDisabled', { sshd: settings({ authenticationmethods: 'publickey,password' }) }],
    ['ForcedCommand', { sshd: settings({ forcecommand: '/bin/true' }) }],
    ['NoSessions', { sshd: settings({ maxsessions: '0' }) }],
    ['AccountExpired', { account: ['expired'] }],
    ['PasswordExpired', { account: ['stale'] }],
    ['NoLoginShell', { account: ['nologin'] }],
    ['ShellMissing', { account: ['noshell'] }],
    ['LoginsClosed', { account: ['closed'], uid: 1000 }],
  ])('is none for %s', (code, facts) => {
    expect(judgePassword(open(facts))).toMatchObject({ takes: 'no', code });
  });

  it.each<[CauseCode, Partial<GuestReport>]>([
    ['SshdUnknown', { sshd: null }],
    ['AccountUnknown', { passwordSet: null }],
    ['SeveralSshd', { isOneOfSeveral: true }],
    ['SshdNotReloaded', { isStale: true }],
    ['DependsOnAddress', { differs: ['passwordauthentication'] }],
    ['DependsOnAddress', { sshd: settings({ allowusers: 'root@10.0.0.1' }) }],
    ['UserNotAllowed', { sshd: settings({ allowgroups: 'wheel' }) }],
    ['Chrooted', { sshd: settings({ chrootdirectory: '/srv' }) }],
    ['ShellNotListed', { account: ['unlisted'] }],
    ['SshdNotAsked', { methods: null }],
    ['SshdNotAsked', { methods: ['publickey'] }],
  ])('is in doubt for %s', (code, facts) => {
    expect(judgePassword(open(facts))).toMatchObject({ takes: 'unknown', code });
  });

  it('is a way in where it is all that one of several lists of methods asks for', () => {
    const sshd = settings({ authenticationmethods: 'publickey,keyboard-interactive password' });

    expect(judgePassword(open({ sshd })).takes).toBe('yes');
  });

  it('is asked for through PAM as well', () => {
    const asked = { passwordauthentication: 'no', usepam: 'yes', kbdinteractiveauthentication: 'yes' };

    expect(judgePassword(open({ sshd: settings(asked), methods: ['keyboard-interactive'] })).takes).toBe('yes');
    expect(judgePassword(open({ sshd: settings({ ...asked, usepam: 'no' }) })).takes).toBe('no');
  });

  it('is known to be of a user who is allowed where a key of that user was accepted', () => {
    const keys = [reportedKey(other, { judgement: judge('yes', null, 'yes') })];

    expect(judgePassword(open({ keys, sshd: settings({ allowusers: 'root' }) })).takes).toBe('yes');
  });

  it('works again after a start without a key pair, where only the setting was against it', () => {
    const off = settings({ passwordauthentication: 'no' });

    expect(judgePassword(open({ sshd: off, methods: ['publickey'] }), { afterStart: true }).takes).toBe('yes');
    expect(judgePassword(open({ sshd: settings({ permitrootlogin: 'no' }) }), { afterStart: true }).takes).toBe('no');
  });

  it('needs no answer of sshd where the weaker proof was chosen', () => {
    expect(judgePassword(open({ methods: null }), { proof: 'files' }).takes).toBe('yes');
  });
});

describe('other ways in', () => {
  const no = { judgement: judge('no', 'KeyTooSmall', 'no') };
  const unknown = { judgement: judge('unknown', 'SshdNotAsked', 'unknown') };
  const shut = { passwordSet: false };

  it.each<[string, Partial<GuestReport>, string]>([
    ['a key that sshd takes', { ...shut, keys: [reportedKey(own), reportedKey(other)] }, 'yes'],
    ['a password alone', { keys: [reportedKey(own)] }, 'yes'],
    ['the key itself alone', { ...shut, keys: [reportedKey(own)] }, 'no'],
    ['a key that sshd refuses', { ...shut, keys: [reportedKey(other, no)] }, 'no'],
    ['a key that sshd was not asked for', { ...shut, keys: [reportedKey(other, unknown)] }, 'unknown'],
    ['a key with options', { ...shut, keys: [reportedKey(other, { options: ['no-pty'] })] }, 'unknown'],
    ['a list that was cut', { ...shut, keys: [], hasMoreKeys: true }, 'unknown'],
    ['a password in doubt', { passwordSet: null, keys: [] }, 'unknown'],
  ])('are told of %s', (_, facts, some) => {
    expect(otherWaysIn(open(facts), own).some).toBe(some);
  });
});

describe('a key that should be gone', () => {
  const absent = (takes: 'no' | 'unknown' | 'yes', code: CauseCode | null, accepted: 'no' | 'unknown' | 'yes') =>
    guestReport({ absent: new Map([[own, judge(takes, code, accepted)]]) });

  it.each<[string, GuestReport, string]>([
    ['sshd refuses it and no file has it', absent('no', 'KeyAbsent', 'no'), 'yes'],
    ['sshd refuses it, for whatever reason', absent('no', 'ForcedCommand', 'no'), 'yes'],
    ['no file has it, and sshd was not asked', absent('no', 'KeyAbsent', 'unknown'), 'yes'],
    ['a command serves it', absent('unknown', 'ServedElsewhere', 'yes'), 'no'],
    ['another address may see something else', absent('unknown', 'DependsOnAddress', 'no'), 'unknown'],
    ['nothing was said of it', guestReport(), 'unknown'],
    ['it is in a file', guestReport({ keys: [reportedKey(own, { judgement: judge('no', 'Refused', 'no') })] }), 'no'],
  ])('is so, or not, where %s', (_, report, expected) => {
    expect(isGone(report, own)).toBe(expected);
  });

  it('is found by its body, whatever its comment', () => {
    expect(judgementOf(guestReport({ keys: [reportedKey(own)] }), `${own} someone`).takes).toBe('yes');
  });
});

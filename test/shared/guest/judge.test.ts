import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { minify } from '../../../shared/guest/minify.ts';
import { against, judge, noReasons } from '../../../shared/guest/prelude/judge.ts';
import { inEachShell } from './in-each-shell.ts';
import { newKey } from './keys.ts';
import type { Shell } from './shells.ts';

const key = newKey();
const rsa = newKey('ssh-rsa');
const YES = 'yes - yes';

/** Facts of a machine that lets the key in. */
const usual = {
  settings: {
    port: '22',
    usepam: 'yes',
    pubkeyauthentication: 'yes',
    permitrootlogin: 'without-password',
    authenticationmethods: 'any',
    forcecommand: 'none',
    chrootdirectory: 'none',
    revokedkeys: 'none',
    authorizedkeyscommand: 'none',
    maxsessions: '10',
    requiredrsasize: '1024',
  } as Readonly<Record<string, string>>,
  facts: ['uid 1000', 'password no'],
  line: `key plain ${key}`,
  answer: `yes ${key}`,
  of: key,
};

type Facts = Partial<typeof usual>;

/** Runs the judge alone, as awk in a shell: TAKES CODE ACCEPTED. */
function judgeIn(shell: Shell, change: Facts, { env = {}, reasons = against } = {}): string {
  const { settings, facts, line, answer, of } = { ...usual, ...change };
  const said = Object.entries({ ...usual.settings, ...settings }).map(([name, value]) => `sshd ${name} ${value}`);
  const program = minify(`${reasons}${judge}\nawk "$against_awk$judge_awk"`);
  const [command = '', ...rest] = shell.command;
  const { stdout, stderr } = spawnSync(command, [...rest, '-c', program], {
    input: [...said, ...usual.facts, ...facts, line, answer, ''].join('\n'),
    encoding: 'utf8',
    // Without SHLVL, bash takes a socket for its input for a remote shell's, and reads ~/.bashrc.
    env: { PATH: shell.path, SHLVL: '1', only: of, ...env },
  });
  expect(stderr).toBe('');
  return stdout.trim();
}

const set = (name: string, value: string): Facts => ({ settings: { [name]: value } });
const refused = `no ${key}`;

describe('the judgement of a key', () => {
  inEachShell((shell) => {
    it.each<[string, Facts, string]>([
      ['where nothing is against it', {}, YES],
      ['with an option that ends no login', { line: `key ,no-pty,restrict ${key}` }, YES],
      ['with one method among others', set('authenticationmethods', 'publickey,password publickey'), YES],
      ['of root, without a password', { facts: ['uid 0'] }, YES],
      ['of a locked account, under PAM', { facts: ['account locked'] }, YES],
      ['of an expired password, without PAM', { ...set('usepam', 'no'), facts: ['account stale'] }, YES],
      ['of root, where only root may log in', { facts: ['uid 0', 'account closed'] }, YES],
      ['where only passwords depend on the address', { facts: ['differs passwordauthentication'] }, YES],
    ])('is yes %s', (_, change, expected) => {
      expect(judgeIn(shell, change)).toBe(expected);
    });

    it.each<[string, Facts, string]>([
      ['RootLoginDisabled', { ...set('permitrootlogin', 'no'), facts: ['uid 0'] }, 'yes'],
      ['RootForcedCommandsOnly', { ...set('permitrootlogin', 'forced-commands-only'), facts: ['uid 0'] }, 'yes'],
      ['MoreThanKeyNeeded', set('authenticationmethods', 'publickey,password'), 'yes'],
      ['MoreThanKeyNeeded', set('authenticationmethods', 'publickey,publickey'), 'yes'],
      ['ForcedCommand', set('forcecommand', '/bin/true'), 'yes'],
      ['ForcedCommand', { line: `key ,no-pty,command ${key}` }, 'yes'],
      ['NoSessions', set('maxsessions', '0'), 'yes'],
      ['AccountExpired', { facts: ['account expired'] }, 'yes'],
      ['PasswordExpired', { facts: ['account stale'] }, 'yes'],
      ['NoLoginShell', { facts: ['account nologin'] }, 'yes'],
      ['LoginsClosed', { facts: ['account closed'] }, 'yes'],
      ['KeyAbsent', { line: '', answer: refused }, 'no'],
      ['KeyAbsent', { line: '', answer: '' }, 'unknown'],
      ['KeysFileUnreadable', { line: '', answer: refused, facts: ['shut /x'] }, 'no'],
      ['KeysDisabled', { ...set('pubkeyauthentication', 'no'), answer: refused }, 'no'],
      ['KeysDisabled', { ...set('pubkeyauthentication', 'no'), answer: '' }, 'unknown'],
      ['KeyTypeNotAccepted', { ...set('pubkeyacceptedalgorithms', 'rsa-sha2-512,ssh-rsa'), answer: refused }, 'no'],
      ['ShellMissing', { facts: ['account noshell'], answer: refused }, 'no'],
      ['AccountLocked', { ...set('usepam', 'no'), facts: ['account locked'], answer: refused }, 'no'],
      ['SshdNotReloaded', { facts: ['stale'], answer: refused }, 'no'],
      ['UnsafeFile', { facts: ['unsafe /home'], answer: refused }, 'no'],
      ['UserNotAllowed', { ...set('denygroups', 'wheel'), answer: refused }, 'no'],
      ['KeyRevoked', { ...set('revokedkeys', '/etc/r'), answer: refused }, 'no'],
      ['KeyExpired', { line: `key ,expiry-time ${key}`, answer: refused }, 'no'],
      ['KeyOptions', { line: `key ,nonsense ${key}`, answer: refused }, 'no'],
      ['Refused', { answer: refused }, 'no'],
    ])('is no, for %s', (code, change, accepted) => {
      expect(judgeIn(shell, change)).toBe(`no ${code} ${accepted}`);
    });

    it.each<[string, Facts, string]>([
      ['SeveralSshd', { facts: ['several'] }, 'yes'],
      ['SshdNotReloaded', { facts: ['stale'] }, 'yes'],
      ['DependsOnAddress', { facts: ['differs permitrootlogin'] }, 'yes'],
      ['DependsOnAddress', { facts: ['differs match'], answer: refused }, 'no'],
      ['DependsOnAddress', { ...set('allowusers', 'a b@10.0.0.1'), answer: refused }, 'no'],
      ['AddressRestricted', { line: `key ,from ${key}` }, 'yes'],
      ['AddressRestricted', { line: `key ,from ${key}`, answer: refused }, 'no'],
      ['KeyExpires', { line: `key ,expiry-time ${key}` }, 'yes'],
      ['ServedElsewhere', { line: '' }, 'yes'],
      ['ServedElsewhere', set('authorizedkeyscommand', '/bin/serve'), 'yes'],
      ['Chrooted', set('chrootdirectory', '/srv'), 'yes'],
      ['ShellNotListed', { facts: ['account unlisted'] }, 'yes'],
      ['SshdNotAsked', { answer: '' }, 'unknown'],
      ['NoSshClient', { answer: '', facts: ['why NoSshClient'] }, 'unknown'],
      ['UnsafeFile', { answer: '', facts: ['unsafe /home'] }, 'unknown'],
    ])('is unknown, for %s', (code, change, accepted) => {
      expect(judgeIn(shell, change)).toBe(`unknown ${code} ${accepted}`);
    });

    it('goes by the first line of the key', () => {
      const [plain, fixed] = [`key plain ${key}`, `key ,command ${key}`];

      expect(judgeIn(shell, { line: `${plain}\n${fixed}` })).toBe(YES);
      expect(judgeIn(shell, { line: `${fixed}\n${plain}` })).toBe('no ForcedCommand yes');
    });

    it('knows the size of an RSA key, and the hashes that go with it', () => {
      const of = { of: rsa, line: `key plain ${rsa}`, answer: `no ${rsa}` };
      const sha256 = set('pubkeyacceptedalgorithms', 'ssh-ed25519,rsa-sha2-256');

      expect(judgeIn(shell, { ...of, ...set('requiredrsasize', '2048') })).toBe('no Refused no');
      expect(judgeIn(shell, { ...of, ...set('requiredrsasize', '3072') })).toBe('no KeyTooSmall no');
      expect(judgeIn(shell, { ...of, ...sha256, answer: `yes ${rsa}` })).toBe('unknown UnusualHash yes');
    });

    it('is by files alone only where that was chosen, and with nothing against it', () => {
      const files = { env: { proof: 'files' } };

      expect(judgeIn(shell, { answer: '' }, files)).toBe('yes - unknown');
      expect(judgeIn(shell, { answer: '', line: `key ,no-pty ${key}` }, files)).toBe('unknown KeyOptions unknown');
      expect(judgeIn(shell, { answer: '', ...set('allowgroups', 'x') }, files)).toBe('unknown UserNotAllowed unknown');
      expect(judgeIn(shell, { answer: '', facts: ['unsafe /x'] }, files)).toBe('unknown UnsafeFile unknown');
      expect(judgeIn(shell, { answer: '', facts: ['stale'] }, files)).toBe('unknown SshdNotReloaded unknown');
    });

    it('is the same where refusals are not explained, but for the explanation', () => {
      const short = { reasons: noReasons };

      expect(judgeIn(shell, {}, short)).toBe(YES);
      expect(judgeIn(shell, { answer: refused, facts: ['unsafe /x'] }, short)).toBe('no Refused no');
    });
  });
});

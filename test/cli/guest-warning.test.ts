import { describe, expect, it } from 'vitest';
import { describeSshd, warnOfGuests } from '../../cli/guest-warning.ts';

describe('the word on guests at start', () => {
  it('no warning is made where scripts are isolated', () => {
    expect(warnOfGuests({ runner: 'bwrap', users: 'separate', sshd: 'stand-in' })).toBeUndefined();
  });

  it('the warning about guests at start is one line that says why agents are offline', () => {
    const warning = warnOfGuests({
      runner: 'none',
      users: 'shared',
      sshd: 'stand-in',
      reason: 'unshare: not permitted',
    });
    expect(warning).toMatch(/cannot be isolated here \(unshare: not permitted\).*offline.*--unsafe-guests/);
    expect(warning).not.toContain('\n');
  });

  it('the warning about guests at start is printed when they run without isolation', () => {
    expect(warnOfGuests({ runner: 'unsafe', users: 'shared', sshd: 'stand-in' })).toContain('without isolation');
  });
});

describe('the word on sshd at start', () => {
  it('names OpenSSH where it serves', () => {
    expect(describeSshd({ runner: 'unshare', users: 'separate', sshd: 'openssh' })).toMatch(
      /by OpenSSH in each instance/,
    );
  });

  it('names the stand-in elsewhere, why, and where its limits are told', () => {
    const standIn = { runner: 'bwrap', users: 'shared', sshd: 'stand-in' } as const;
    expect(describeSshd({ ...standIn, standInReason: '/usr/sbin/sshd: not installed' })).toBe(
      'logins are served by a stand-in for sshd (OpenSSH: /usr/sbin/sshd: not installed); docs/local-cloud.md says what it does not model',
    );
    expect(describeSshd(standIn)).toMatch(/^logins are served by a stand-in for sshd; /);
  });
});

import { describe, expect, it } from 'vitest';
import { reportedKey } from '../../guest/reports.ts';
import { absent, forced, guest, ours, passwords, refused, settings, theirs, untold } from './inside.ts';
import { decide, online, ops, restart, type Situation } from './situation.ts';

describe('plan to detach', () => {
  const carried = { seen: ops };
  it.each<[string, Situation, string]>([
    ['calls when another key is there', { ...carried, inside: guest() }, 'call'],
    ['skips what does not carry the key pair', { inside: guest() }, 'NotAttached'],
    ['refuses to lock out', { ...carried, inside: guest({ keys: [reportedKey(ours)] }) }, 'WouldLockOut'],
    ['refuses when nobody has a key at all', { ...carried, inside: guest({ keys: [] }) }, 'WouldLockOut'],
    [
      'does not count a key that is limited by options',
      { ...carried, inside: guest({ keys: [reportedKey(ours), reportedKey(theirs, forced)] }) },
      'WouldLockOut',
    ],
    [
      'locks out when allowed',
      { ...carried, inside: guest({ keys: [reportedKey(ours)] }), options: { allowLockOut: true } },
      'call',
    ],
    [
      'counts a password that sshd takes after the next start',
      { ...carried, inside: guest({ keys: [reportedKey(ours)], ...passwords }) },
      'call',
    ],
    [
      'cannot tell where a file of its own keeps passwords off',
      {
        ...carried,
        inside: guest({
          keys: [reportedKey(ours)],
          ...passwords,
          account: ['fixed'],
          sshd: settings({ passwordauthentication: 'no' }),
        }),
      },
      'CannotVerify',
    ],
    [
      'does not count the password of root where sshd lets root not log in with one',
      {
        ...carried,
        inside: guest({
          keys: [reportedKey(ours)],
          ...passwords,
          sshd: settings({ permitrootlogin: 'prohibit-password' }),
        }),
      },
      'WouldLockOut',
    ],
    [
      'does not count a key that sshd does not take',
      { ...carried, inside: guest({ keys: [reportedKey(ours), reportedKey(theirs, refused)] }) },
      'WouldLockOut',
    ],
    [
      'cannot tell where it is not known of the only other key',
      { ...carried, inside: guest({ keys: [reportedKey(ours), reportedKey(theirs, untold)] }) },
      'CannotVerify',
    ],
    [
      'cannot tell where the list of keys was cut',
      { ...carried, inside: guest({ keys: [reportedKey(ours)], hasMoreKeys: true }) },
      'CannotVerify',
    ],
    [
      'goes on where that cannot be told when allowed',
      {
        ...carried,
        inside: guest({ keys: [reportedKey(ours)], hasMoreKeys: true }),
        options: { allowUnverified: true },
      },
      'call',
    ],
    ['refuses where it cannot look', { ...carried, inside: { agent: false, report: null } }, 'CannotVerify'],
    ['refuses a stopped instance', { seen: { ...ops, status: 'Stopped' } }, 'CannotVerify'],
    ['refuses an edge node', { product: 'ens', seen: { ...ops, status: 'Stopped' } }, 'CannotVerify'],
    [
      'goes on unverified when allowed',
      { seen: { ...ops, status: 'Stopped' }, options: { allowUnverified: true } },
      'call',
    ],
    ['online removes the key first', { ...carried, options: online, inside: guest() }, 'editGuest call'],
    [
      'online counts a password only while sshd takes it',
      {
        ...carried,
        options: online,
        inside: guest({ keys: [reportedKey(ours)], ...passwords, sshd: settings({ passwordauthentication: 'no' }) }),
      },
      'WouldLockOut',
    ],
    ['online removes a key that is not attached', { options: online, inside: guest() }, 'editGuest'],
    ['online is safe where the key is not', { options: online, inside: guest({ keys: [], absent }) }, 'editGuest'],
    ['restarts', { ...carried, options: restart, inside: guest() }, 'call restart'],
  ])('a plan to detach %s', (_what, situation, expected) => {
    expect(decide('detach', situation)).toBe(expected);
  });
});

import type { FunctionCase } from './function-case.ts';
import { hardened } from './hardened.ts';

const passwords: FunctionCase[] = [
  { name: 'a password beside the key', hasPassword: true, isPlain: true },
  { name: 'a password of root’s beside the key', user: 'root', hasPassword: true, isPlain: true },
  {
    name: 'a password of root’s that sshd does not take',
    user: 'root',
    hasPassword: true,
    lines: ['PermitRootLogin prohibit-password'],
    before: ': >$home/.ssh/authorized_keys',
    isPlain: true,
  },
  { name: 'a password and no key', hasPassword: true, before: ': >$home/.ssh/authorized_keys', isPlain: true },
  {
    name: 'a password of root’s and no key',
    user: 'root',
    hasPassword: true,
    before: ': >$home/.ssh/authorized_keys',
    isPlain: true,
  },
  { name: 'a password, and another sort of key', hasPassword: true, kind: 'rsa-2048', isPlain: true },
  {
    name: 'a password, and a key that sshd does not take',
    hasPassword: true,
    kind: 'rsa-2048',
    lines: ['PubkeyAcceptedAlgorithms ssh-ed25519'],
    before: ': >$home/.ssh/authorized_keys',
    isPlain: true,
  },
  {
    name: 'passwords switched off before the drop-ins',
    hasPassword: true,
    lines: ['PasswordAuthentication no'],
    before: ': >$home/.ssh/authorized_keys',
  },
  {
    name: 'passwords switched off in an earlier drop-in',
    hasPassword: true,
    before: ': >$home/.ssh/authorized_keys; echo "PasswordAuthentication no" >/etc/ssh/sshd_config.d/10-hardened.conf',
  },
  {
    name: 'passwords switched off in a later drop-in',
    hasPassword: true,
    before: ': >$home/.ssh/authorized_keys; echo "PasswordAuthentication no" >/etc/ssh/sshd_config.d/90-hardened.conf',
  },
  {
    name: 'passwords switched off for the user',
    hasPassword: true,
    lines: ['Match User admin', 'PasswordAuthentication no', 'Match all'],
    before: ': >$home/.ssh/authorized_keys',
  },
  {
    name: 'passwords switched on for the user',
    hasPassword: true,
    lines: ['Match User admin', 'PasswordAuthentication yes', 'Match all'],
    before: ': >$home/.ssh/authorized_keys',
  },
  {
    name: 'passwords through PAM',
    hasPassword: true,
    lines: ['KbdInteractiveAuthentication yes'],
    before: ': >$home/.ssh/authorized_keys',
  },
  {
    name: 'an empty password',
    hasPassword: true,
    before: 'sed -i "s/^$user:[^:]*:/$user::/" /etc/shadow; : >$home/.ssh/authorized_keys',
  },
  {
    name: 'a password, and ForceCommand',
    hasPassword: true,
    lines: ['ForceCommand /bin/true'],
    isPlain: true,
  },
  {
    name: 'a password that is locked',
    hasPassword: true,
    before: 'sed -i "s/^$user:/$user:!/" /etc/shadow; : >$home/.ssh/authorized_keys',
    isPlain: true,
  },
];

/** What the functions make of more than a key: passwords, and settings that projects publish. */
export const ownCases: readonly FunctionCase[] = [...passwords, ...hardened];

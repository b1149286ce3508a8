import { randomBytes } from 'node:crypto';

/** Text of /etc/ssh/sshd_config: the effective settings, which the guest's `sshd -T` prints. */
export function sshdConfig(passwordLogin: boolean): string {
  return [
    'Port 22',
    'HostKey /etc/ssh/ssh_host_ed25519_key',
    'PermitRootLogin yes',
    'PubkeyAuthentication yes',
    `PasswordAuthentication ${passwordLogin ? 'yes' : 'no'}`,
    'AuthorizedKeysFile .ssh/authorized_keys',
    'StrictModes yes',
    '',
  ].join('\n');
}

/**
 * Text of /etc/shadow, from which `passwd -S` says whether a user has a password. The hash of one that is set is made
 * up: a script inside has no use for the real one.
 */
export function shadow(users: readonly { name: string; hasPassword: boolean }[]): string {
  const hash = ({ hasPassword }: { hasPassword: boolean }) =>
    hasPassword ? `$6$${randomBytes(6).toString('hex')}$${randomBytes(43).toString('hex')}` : '!';
  return users.map((user) => `${user.name}:${hash(user)}:20000:0:99999:7:::\n`).join('');
}

/** Without post-quantum key exchange, which takes OpenSSH a tenth of a second of computing at each connection. */
const quickKex =
  'KexAlgorithms curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,diffie-hellman-group14-sha256';

/** Text of /etc/ssh/sshd_config as the image brings it. cloud-init writes `PasswordAuthentication` (update-sshd-config.ts). */
export function sshdConfig(hasSshd: boolean): string {
  return [
    ...(hasSshd ? ['Include /etc/ssh/sshd_config.d/*.conf'] : []),
    'Port 22',
    'HostKey /etc/ssh/ssh_host_ed25519_key',
    'PermitRootLogin yes',
    'PubkeyAuthentication yes',
    'PasswordAuthentication yes',
    'AuthorizedKeysFile .ssh/authorized_keys',
    'StrictModes yes',
    ...(hasSshd ? ['KbdInteractiveAuthentication no', 'UsePAM yes', quickKex, 'Subsystem sftp internal-sftp'] : []),
    '',
  ].join('\n');
}

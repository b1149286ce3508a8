import type { FunctionCase } from './function-case.ts';

/**
 * What published, hardened sshd_config files set of who may log in and how, without their comments; ports, host keys and
 * file transfer are the guest's own.
 */
const published: Readonly<Record<string, readonly string[]>> = {
  'k4yt3x/sshd_config': [
    'DisableForwarding yes',
    'UsePAM yes',
    'ChallengeResponseAuthentication no',
    'MaxAuthTries 3',
    'PermitEmptyPasswords no',
    'PermitRootLogin no',
    'PubkeyAuthentication yes',
    'Ciphers aes256-gcm@openssh.com,aes128-gcm@openssh.com,chacha20-poly1305@openssh.com',
    'HostKeyAlgorithms rsa-sha2-512,rsa-sha2-256,ssh-ed25519',
    'MACs hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,umac-128-etm@openssh.com',
    'MaxSessions 2',
  ],
  // Without its key exchange, which this OpenSSH may not know.
  'GrapheneOS/infrastructure': [
    'HostKeyAlgorithms ssh-ed25519',
    'PubkeyAcceptedKeyTypes ssh-ed25519',
    'Ciphers aes256-gcm@openssh.com',
    'LoginGraceTime 5s',
    'MaxAuthTries 1',
    'AllowUsers root',
    'AuthorizedKeysFile .ssh/authorized_keys',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'UsePAM yes',
  ],
  '24CR/debian-hardening': [
    'AuthorizedKeysFile .ssh/authorized_keys',
    'PasswordAuthentication no',
    'ChallengeResponseAuthentication no',
    'UsePAM yes',
    'PermitRootLogin no',
    'AllowTcpForwarding no',
    'MaxAuthTries 2',
    'MaxSessions 2',
  ],
  'NSAKEY/happy-dance': [
    'PermitRootLogin no',
    'StrictModes yes',
    'PubkeyAuthentication yes',
    'PermitEmptyPasswords no',
    'ChallengeResponseAuthentication no',
    'PasswordAuthentication yes',
    'KexAlgorithms curve25519-sha256@libssh.org',
    'MACs hmac-sha2-512-etm@openssh.com,hmac-sha2-256-etm@openssh.com,umac-128-etm@openssh.com',
  ],
  '9aRpu/secure-linux': [
    'LoginGraceTime 30s',
    'PermitRootLogin no',
    'MaxAuthTries 4',
    'PasswordAuthentication no',
    'ChallengeResponseAuthentication no',
    'UsePAM yes',
    'Match User *@*,????????-????-????-????-????????????',
    'AuthenticationMethods publickey',
    'AuthorizedKeysCommand /usr/sbin/aad_certhandler %u %k',
    'AuthorizedKeysCommandUser root',
    'Match all',
  ],
  'Mikaela/shell-things': [
    'PermitRootLogin prohibit-password',
    'AuthorizedKeysFile .ssh/authorized_keys',
    'PasswordAuthentication no',
    'ChallengeResponseAuthentication no',
    'UsePAM yes',
  ],
  'FeministWiki/FeministWiki': [
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'UsePAM yes',
    'Match Group ftp-bg3',
    'PasswordAuthentication yes',
    'ChrootDirectory /var/ftp/bg3',
    'ForceCommand internal-sftp',
    'Match all',
  ],
  'SysWithIvan/HardenUbuntuServers': [
    'LoginGraceTime 60',
    'PermitRootLogin no',
    'PermitEmptyPasswords no',
    'ChallengeResponseAuthentication no',
    'UsePAM yes',
    'AllowGroups admins',
    'MaxStartups 10:30:60',
    'MaxAuthTries 4',
    'DisableForwarding yes',
  ],
};

export const hardened: readonly FunctionCase[] = Object.entries(published).flatMap(([name, lines]) => [
  { name: `${name}, root`, user: 'root', lines, hasPassword: true },
  { name: `${name}, another user`, kind: 'rsa-3072', lines, isPlain: true },
]);

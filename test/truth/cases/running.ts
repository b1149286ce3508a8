import { type Case, plain } from './case.ts';

/** What sshd does, where it is not what its files say. */
export const running: Case[] = [
  { name: 'settings that sshd did not read', after: 'sleep 0.01; sed -i "1i AllowUsers dev" /etc/ssh/sshd_config' },
  { name: 'settings that were broken since', after: 'echo "NoSuchThing yes" >>/etc/ssh/sshd_config' },
  {
    name: 'stricter settings that went back',
    lines: ['PermitRootLogin no'],
    user: 'root',
    after: 'sleep 0.01; sed -i 1d /etc/ssh/sshd_config',
  },
  {
    name: 'settings that were read again',
    lines: ['AllowUsers dev'],
    after: 'sed -i 1d /etc/ssh/sshd_config; kill -HUP $(cat /run/sshd.pid); sleep 0.5',
    ...plain,
  },
  { name: 'no folder /run/sshd', after: 'rmdir /run/sshd' },
  { name: 'no sshd that runs', after: 'kill $(cat /run/sshd.pid); sleep 0.2' },
  {
    name: 'no client of OpenSSH',
    after: 'mkdir /tmp/usr; cp -a /usr/bin/ssh /tmp/ssh-real; mount --bind /bin/false /usr/bin/ssh',
  },
  {
    name: 'two sshd',
    after:
      'printf "Port 2222\\nPidFile /run/two.pid\\nPermitRootLogin no\\n" >/etc/ssh/two; /usr/sbin/sshd -f /etc/ssh/two',
  },
  { name: 'no pid file', lines: ['PidFile none'] },
  {
    name: 'hardened key exchange',
    lines: [
      'KexAlgorithms sntrup761x25519-sha512@openssh.com',
      'Ciphers chacha20-poly1305@openssh.com',
      'MACs umac-128-etm@openssh.com',
    ],
    ...plain,
  },
];

import { existsSync, readFileSync } from 'node:fs';
import { otherUserId } from '../identity.ts';

/** Text and mode of a file below /etc, all root's own. */
export type EtcFile = readonly [name: string, text: string, mode: number];

/** Without the seconds that pam_unix(8) lets pass after a wrong password, which would keep tests waiting. */
const authentication = 'auth required pam_unix.so nodelay\n';
const unix = (kind: string) => `${kind} required pam_unix.so\n`;
const checked = `${authentication}account required pam_nologin.so\n${unix('account')}${unix('password')}${unix('session')}`;
const byRoot = `auth sufficient pam_rootok.so\n${authentication}account sufficient pam_rootok.so\n${unix('account')}${unix('session')}`;

/** What a system that serves logins by itself has beside: PAM, the accounts of its services, shells. */
export function servedEtc(otherUser: string): EtcFile[] {
  const other = `${otherUser}:x:${otherUserId}`;
  const nobody = 'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin';
  const sshd = 'sshd:x:101:65534::/run/sshd:/usr/sbin/nologin';
  const people = `root:x:0:0:root:/root:/bin/sh\n${other}:${otherUserId}::/home/${otherUser}:/bin/sh\n`;
  return [
    ['passwd', `${people}${sshd}\n${nobody}\n`, 0o644],
    ['group', `root:x:0:\ntty:x:5:\nsudo:x:27:\nshadow:x:42:\n${other}:\nnogroup:x:65534:\n`, 0o644],
    ['shells', '/bin/sh\n/bin/bash\n', 0o644],
    ['login.defs', hostText('/etc/login.defs'), 0o644],
    ['pam.d/sshd', checked, 0o644],
    ['pam.d/other', checked, 0o644],
    ...['su', 'su-l', 'runuser', 'runuser-l', 'passwd', 'chpasswd', 'useradd', 'usermod', 'chage'].map(
      (name): EtcFile => [
        `pam.d/${name}`,
        name === 'passwd' || name === 'chpasswd' ? `${byRoot}${unix('password')}` : byRoot,
        0o644,
      ],
    ),
  ];
}

/** Defaults that tools such as useradd want to read; without them they have their own. */
function hostText(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

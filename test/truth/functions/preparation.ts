import { execFileSync } from 'node:child_process';
import type { FunctionCase } from './function-case.ts';
import { PASSWORD } from './password.ts';

export const SNAPSHOT =
  'find -L /root /home /srv /etc/ssh -type f -exec md5sum {} + 2>/dev/null | sort; find /root /home /srv /etc/ssh -printf "%p %m %u\\n" | grep -v keyfleet | sort';

/** People, groups and shells as `house.sh` has them. */
const PEOPLE = `
grep -q ^dev: /etc/passwd || {
  echo dev:x:1001:1001::/home/dev:/bin/bash >>/etc/passwd
  printf '%s\\n' dev:x:1001: ops:x:2000:dev wheel:x:2001: >>/etc/group
  mkdir -m 755 /home/dev
  chown 1001:1001 /home/dev
}
chmod 755 /home/admin
printf '%s\\n' /bin/sh /bin/bash /bin/dash >/etc/shells
mkdir -p /etc/ssh/sshd_config.d
`;

/** sshd removes its PID file while it reads its configuration again. */
const RELOAD = `
pid=$(cat /run/sshd.pid)
kill -HUP "$pid"
tries=0
sleep 0.2
until [ -s /run/sshd.pid ] || [ $tries -ge 15 ]; do sleep 0.2; tries=$((tries + 1)); done
`;

interface Names {
  readonly user: string;
  readonly added: string;
  readonly old: string;
}

let hash = '';

/** `*`, or the hash of {@link PASSWORD}. */
function secretOf({ hasPassword }: FunctionCase): string {
  if (!hasPassword) return '*';
  hash ||= execFileSync('perl', ['-e', 'print crypt($ARGV[0], q($6$keyfleet$))', PASSWORD], { encoding: 'utf8' });
  return hash;
}

/** A script that makes a guest what the case has it be, has its sshd read that, and lists the files. */
export function preparation({ user, added, old }: Names, one: FunctionCase): string {
  const names = `user=${user} new='${added}' old='${old}'; home=$(getent passwd "$user" | cut -d: -f6)`;
  const secret = secretOf(one);
  const accounts = ['root', 'admin', 'dev'].map((name) => `${name}:${secret}:19000:0:99999:7:::`);
  return `{ ${PEOPLE}
printf '%s\\n' '${accounts.join("' '")}' 'sshd:!:19000::::::' >/etc/shadow
${names}
mkdir -m 700 -p $home/.ssh
echo "$old" >$home/.ssh/authorized_keys
chmod 600 $home/.ssh/authorized_keys
chown -R $user $home/.ssh
${one.before ?? ''}
cat >/tmp/lines <<'LINES'
${(one.lines ?? []).join('\n')}
LINES
cat /tmp/lines /etc/ssh/sshd_config >/tmp/whole
cat /tmp/whole >/etc/ssh/sshd_config
rm /tmp/lines /tmp/whole
${RELOAD}
${one.after ?? ''}
} >/dev/null 2>&1
${SNAPSHOT}`;
}

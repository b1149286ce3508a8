import { inspectScript, judgePassword } from '../../shared/guest/scripts.ts';
import type { Case } from './cases/index.ts';
import { House, type KeyRing } from './house.ts';
import type { Claim } from './try-case.ts';

const WORD = 'correct-horse';

/** As a `Case`, of users who have a password. Its new key is in the file, so that sshd is known to allow the user. */
export const passwords: readonly Pick<Case, 'name' | 'user' | 'lines' | 'before' | 'after' | 'isPlain'>[] = [
  { name: 'of root, by default', user: 'root', isPlain: true },
  { name: 'of root, PermitRootLogin yes', user: 'root', lines: ['PermitRootLogin yes'], isPlain: true },
  { name: 'of another', isPlain: true },
  { name: 'PasswordAuthentication no', lines: ['PasswordAuthentication no'], isPlain: true },
  {
    name: 'asked for by PAM',
    lines: ['PasswordAuthentication no', 'KbdInteractiveAuthentication yes'],
    isPlain: true,
  },
  { name: 'without PAM', lines: ['UsePAM no'], isPlain: true },
  { name: 'beside a key', lines: ['AuthenticationMethods publickey,password'], isPlain: true },
  { name: 'or a key', lines: ['AuthenticationMethods publickey password'], isPlain: true },
  { name: 'for a command', lines: ['ForceCommand /bin/true'], isPlain: true },
  { name: 'of a user who is denied', lines: ['DenyUsers admin'] },
  { name: 'of an expired account', before: 'chage -E 1 $user', isPlain: true },
  { name: 'of a locked account', before: 'usermod -L $user', isPlain: true },
  { name: 'of a user with nologin', before: 'usermod -s /usr/sbin/nologin $user', isPlain: true },
  { name: 'from some addresses', lines: ['Match Address 10.77.0.0/16', 'PasswordAuthentication no', 'Match all'] },
  {
    name: 'that sshd does not know of',
    lines: ['PasswordAuthentication no'],
    after: 'sleep 0.01; sed -i 1d /etc/ssh/sshd_config',
  },
];

/** Says whether sshd takes the user's password, and tries a login with it. */
export async function tryPassword({ user = 'admin', lines, before, after }: (typeof passwords)[number], ring: KeyRing) {
  const key = ring.publicKey('new-ed25519', 'ed25519');
  const house = await House.open(ring);
  try {
    const names = `user=${user} home=$(getent passwd ${user} | cut -d: -f6)`;
    await house.must(`${names}; mkdir -m 700 -p $home/.ssh; echo '${key}' >$home/.ssh/authorized_keys
      chmod 600 $home/.ssh/authorized_keys; chown -R $user $home/.ssh
      usermod -p "$(perl -e 'print crypt("${WORD}", "\\$6\\$salt\\$")')" $user`);
    if (before) await house.must(`${names}; ${before}`);
    await house.startSshd(lines ?? []);
    if (after) await house.must(`${names}; ${after}`);
    const { takes, code } = judgePassword(await house.runScript(inspectScript({ user, publicKey: key })));
    const claim: Claim = { what: 'password', said: takes, code, truth: await letsIn(house, user) };
    return claim;
  } finally {
    house.close();
  }
}

async function letsIn(house: House, user: string): Promise<boolean> {
  const nonce = Math.random().toString(36).slice(2);
  await house.must(`printf '#!/bin/sh\\necho ${WORD}\\n' >/tmp/askpass; chmod 755 /tmp/askpass`);
  const options = [
    'StrictHostKeyChecking=no',
    'UserKnownHostsFile=/dev/null',
    'PubkeyAuthentication=no',
    'NumberOfPasswordPrompts=1',
  ];
  const flags = options.map((option) => `-o ${option}`).join(' ');
  const { stdout } = await house.run(
    `SSH_ASKPASS=/tmp/askpass SSH_ASKPASS_REQUIRE=force ssh -F none -q ${flags} -b 10.77.0.2 ${user}@10.77.0.1 echo ${nonce}`,
  );
  return stdout.includes(nonce);
}

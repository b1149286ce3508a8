import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addKeyScript, inspectScript, parseGuestReport, removeKeyScript } from '../../../shared/guest/scripts.ts';
import { newKey } from './keys.ts';
import { which } from './shells.ts';

describe('a guest that has nothing but busybox', () => {
  it('finds the user, the password and the host keys in /etc, and edits root’s keys where sshd says where they are', ({
    skip,
  }) => {
    const { root, run } = busyboxGuest();
    skip(run('true').status !== 0, 'no static busybox or no user namespaces here');
    const [key, other] = [newKey('ssh-rsa'), newKey()];
    writeFileSync(join(root, 'etc/ssh/ssh_host_ed25519_key.pub'), `${other} root@guest\n`);

    const unknown = parseGuestReport(run(addKeyScript({ user: 'root', publicKey: key })).stdout);
    expect(unknown).toMatchObject({ ok: false, code: 'SshdUnknown', changed: false, sshd: null, passwordSet: true });
    writeFileSync(join(root, 'bin/sshd'), SSHD, { mode: 0o755 });

    const added = parseGuestReport(run(addKeyScript({ user: 'root', publicKey: key })).stdout);
    expect(added).toMatchObject({ ok: true, changed: true, passwordSet: true, hostKeys: [other] });
    expect(added.keys[0]?.judgement).toMatchObject({ takes: 'unknown', code: 'NoSshClient' });
    const file = join(root, 'root/.ssh/authorized_keys');
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual([`${key}\n`, 0o600]);

    const removed = parseGuestReport(run(removeKeyScript({ user: 'root', remove: key })).stdout);
    expect([removed.ok, removed.changed, readFileSync(file, 'utf8')]).toEqual([true, true, '']);
    expect(parseGuestReport(run(inspectScript({ user: 'admin' })).stdout)).toMatchObject({
      ok: true,
      passwordSet: false,
    });
    expect(parseGuestReport(run(inspectScript({ user: 'adm' })).stdout)).toMatchObject({
      ok: false,
      code: 'UserNotFound',
    });
  });
});

const SSHD = `#!/bin/sh
[ "$1" = -T ] || exit 1
printf '%s\\n' 'port 22' 'permitrootlogin yes' 'authorizedkeysfile .ssh/authorized_keys' 'authorizedkeyscommand none'
`;

/** A root file system of one binary, as in a small image, entered with chroot in a user namespace. */
function busyboxGuest() {
  const root = mkdtempSync(join(tmpdir(), 'keyfleet-busybox-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const path of ['bin', 'dev', 'etc/ssh', 'root', 'home/admin']) mkdirSync(join(root, path), { recursive: true });
  writeFileSync(join(root, 'dev/null'), '');
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\nadmin:x:1000:1000::/home/admin:/bin/sh\n');
  writeFileSync(join(root, 'etc/shadow'), 'root:$6$a$b:19000:0:99999:7:::\nadmin:!:19000:0:99999:7:::\n');
  const busybox = which('busybox');
  if (busybox) {
    copyFileSync(busybox, join(root, 'bin/busybox'));
    for (const applet of execFileSync(busybox, ['--list'], { encoding: 'utf8' }).trim().split('\n')) {
      if (applet !== 'busybox') execFileSync('ln', ['-sf', 'busybox', join(root, 'bin', applet)]);
    }
  }
  const run = (script: string) =>
    spawnSync(
      'unshare',
      ['-Ur', 'env', 'PATH=/bin:/usr/bin:/usr/sbin', 'chroot', root, '/bin/busybox', 'sh', '-c', script],
      { encoding: 'utf8' },
    );
  return { root, run };
}

import { afterAll, describe, expect, it } from 'vitest';
import { createGuests } from '../../../local/guest/index.ts';
import { startGuest } from './running-guest.ts';
import { canLogIn, createKey, runOverSsh } from './ssh-client.ts';

const guests = await createGuests({ now: () => new Date('2026-11-21T08:00:00Z') });
afterAll(() => guests.close());
const { isolation } = guests;
if (isolation.runner === 'none') {
  console.warn(`Scripts cannot be tested here: ${isolation.reason}`);
  // Where every test is skipped, the hook is too.
  await guests.close();
}

describe.skipIf(isolation.runner === 'none')('a script', () => {
  const exits: [string, number][] = [
    ['exit 0', 0],
    ['exit 3', 3],
    ['exit 255', 255],
    ['no-such-command', 127],
    ['kill -TERM $$', 143],
    ['kill -KILL $$', 137],
    ['set -e; false; exit 5', 1],
    ['trap "exit 9" EXIT; exit 0', 9],
  ];
  for (const [script, exitCode] of exits) {
    it(`ends with ${exitCode} after: ${script}`, async () => {
      const { run } = await startGuest(guests);

      expect(await run(script)).toMatchObject({ exitCode, timedOut: false });
    });
  }

  it('a script has standard error and output in the order written', async () => {
    const { run } = await startGuest(guests);

    const { output } = await run('for n in 1 2 3; do echo out $n; echo error $n >&2; done');

    expect(output).toBe('out 1\nerror 1\nout 2\nerror 2\nout 3\nerror 3\n');
  });

  it('a script has no standard input', async () => {
    const { run } = await startGuest(guests);

    expect((await run('cat; echo end')).output).toBe('end\n');
  });

  it('a script keeps the beginning and the end of a big output, 24 KB together', async () => {
    const { run } = await startGuest(guests);

    const { exitCode, output, droppedBytes } = await run('echo first; yes | head -c 20000000; echo last');

    expect(exitCode).toBe(0);
    expect(output).toMatch(/^first\ny\n[^]*\ny\nlast\n$/);
    expect([output.length, droppedBytes]).toEqual([24_576, 20_000_011 - 24_576]);
  });

  it('runs as root in its home, or as the other user in its', async () => {
    const { run } = await startGuest(guests);
    const script = 'id -un; id -u; pwd; echo $HOME $USER; touch mine; stat -c %U:%G mine';

    expect((await run(script)).output).toBe('root\n0\n/root\n/root root\nroot:root\n');
    expect((await run(script, { user: 'admin' })).output).toBe(
      'admin\n1000\n/home/admin\n/home/admin admin\nadmin:admin\n',
    );
    await expect(run('true', { user: 'nobody' })).rejects.toMatchObject({ code: 'UnknownUser' });
  });

  it('runs in the folder asked for, and not at all where there is none', async () => {
    const { run } = await startGuest(guests);

    expect((await run('pwd', { cwd: '/var/log' })).output).toBe('/var/log\n');
    const { exitCode, output } = await run('echo ran', { cwd: '/no-such-folder' });
    expect(exitCode).not.toBe(0);
    expect(output).not.toContain('ran');
  });

  it('gets the environment asked for', async () => {
    const { run } = await startGuest(guests);

    expect((await run('echo "$GREETING"', { environment: { GREETING: "it's $HOME" } })).output).toBe("it's $HOME\n");
  });

  it('a script is run by the interpreter that its first line names', async () => {
    const { run } = await startGuest(guests);

    expect((await run('#!/usr/bin/perl\nprint "by perl\\n"; exit 4;')).output).toBe('by perl\n');
  });

  it('uses absolute paths as the guest means them, and leaves its files for the next one', async () => {
    const { run } = await startGuest(guests);
    await run('echo kept >/etc/marker; umask 077; echo secret >/var/file');

    expect((await run('cat /etc/marker; stat -c %a /var/file')).output).toBe('kept\n600\n');
  });

  it('a script has the tools that scripts on authorized_keys use', async () => {
    const { run } = await startGuest(guests);

    const { output, exitCode } = await run(`
set -e
key=$(cat .ssh/authorized_keys)
new=$(mktemp .ssh/authorized_keys.XXXXXX)
cp -p .ssh/authorized_keys "$new"
awk '{ print }' .ssh/authorized_keys >"$new"
sed -i 's/x/x/' "$new"
chmod 600 "$new"
chown root:root "$new"
mv "$new" .ssh/authorized_keys
flock .ssh/lock true
[ "$(cat .ssh/authorized_keys)" = "$key" ]
getent passwd admin | cut -d: -f6
stat -c '%U %a' .ssh .ssh/authorized_keys
printf '%s\\n' "$key" | grep -c ssh-ed25519`);

    expect([exitCode, output]).toEqual([0, '/home/admin\nroot 700\nroot 600\n1\n']);
  });

  it('a script can prepare the other user for a login', async () => {
    const { guest, run } = await startGuest(guests);
    const key = createKey();
    const port = await guest.sshPort();

    const { exitCode } = await run(
      `cd /home/admin; mkdir -m 700 .ssh; echo '${key.publicKey}' >.ssh/authorized_keys; chmod 600 .ssh/authorized_keys; chown -R admin:admin .ssh`,
    );

    expect(exitCode).toBe(0);
    expect(await canLogIn(port, { ...key, username: 'admin' })).toBe(true);
    expect(await runOverSsh(port, { ...key, username: 'admin' }, 'id -un; cat ~/.ssh/authorized_keys')).toEqual({
      exitCode: 0,
      stdout: `admin\n${key.publicKey}\n`,
      stderr: '',
    });
  });

  it.skipIf(isolation.users === 'shared')('sees real owners, and is kept by them', async () => {
    const { run } = await startGuest(guests);
    await run('touch /home/admin/file /root/file; chown admin /home/admin/file');

    expect((await run('stat -c %U /home/admin/file /home/admin')).output).toBe('admin\nadmin\n');
    expect((await run('cat /root/file; cat /etc/shadow', { user: 'admin' })).output).toMatch(/denied[^]*denied/);
  });

  it('reads the boot id, another one at each boot', async () => {
    const { guest, run } = await startGuest(guests);
    const first = guest.bootId;
    const read = async () => (await run('cat /proc/sys/kernel/random/boot_id')).output.trim();
    expect(await read()).toBe(first);

    await guest.boot({ keyPair: null });

    expect(await read()).toBe(guest.bootId);
    expect(guest.bootId).not.toBe(first);
    expect(guest.startedAt).toEqual(new Date('2026-11-21T08:00:00Z'));
  });

  it("reads sshd's settings and the host key", async () => {
    const { guest, run } = await startGuest(guests);
    guest.setPassword('root', 'secret');
    const passwordLogin = async () => (await run('sshd -T | grep ^password; passwd -S root | cut -d" " -f2')).output;
    expect(await passwordLogin()).toBe('passwordauthentication no\nP\n');

    await guest.boot({ keyPair: null });

    expect(await passwordLogin()).toBe('passwordauthentication yes\nP\n');
    expect((await run('cat /etc/ssh/ssh_host_ed25519_key.pub')).output).toBe(`${guest.hostKey.publicKey}\n`);
  });

  it('a script that edits authorized_keys counts at the next login', async () => {
    const { guest, run } = await startGuest(guests);
    const key = createKey();
    const port = await guest.sshPort();
    expect(await canLogIn(port, key)).toBe(false);

    await run(`echo 'no-pty,command="echo \\"hi, you\\"" ${key.publicKey} me@home\r' >>~/.ssh/authorized_keys`);
    expect(await canLogIn(port, key)).toBe(true);

    await run("sed -i '/me@home/d' ~/.ssh/authorized_keys");
    expect(await canLogIn(port, key)).toBe(false);
  });
});

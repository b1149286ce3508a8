import { afterAll, describe, expect, it } from 'vitest';
import { createGuests } from '../../../local/guest/index.ts';
import { startGuest } from './running-guest.ts';
import { canLogIn, createKey, runOverSsh } from './ssh-client.ts';

const guests = await createGuests({ sshd: 'stand-in' });
afterAll(() => guests.close());
const isIsolated = guests.isolation.runner !== 'none';
// Where every test is skipped, the hook is too.
if (!isIsolated) await guests.close();
const rsa = createKey('rsa');
const ed25519 = createKey();

/** A guest with a key of root's, and its sshd_config with lines in front. */
async function startWith(lines: readonly string[], key = ed25519) {
  const { guest, run } = await startGuest(guests, key);
  guest.setPassword('root', 'secret');
  await run(
    `{ printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')}; cat /etc/ssh/sshd_config; } >/tmp/c; cat /tmp/c >/etc/ssh/sshd_config`,
  );
  return { guest, run, port: await guest.sshPort() };
}

describe.skipIf(!isIsolated)('the stand-in for sshd', () => {
  const cases: [string, boolean][] = [
    ['PubkeyAuthentication no', false],
    ['PubkeyAcceptedAlgorithms ssh-ed25519', true],
    ['PubkeyAcceptedAlgorithms rsa-sha2-*', false],
    ['PubkeyAcceptedKeyTypes -ssh-ed25519', false],
    ['PubkeyAcceptedAlgorithms +ssh-rsa', true],
    ['AllowUsers admin', false],
    ['AllowUsers ro?t@127.0.0.*', true],
    ['AllowUsers root@10.*', false],
    ['DenyUsers r*', false],
    ['AllowGroups admin', false],
    ['AllowGroups root', true],
    ['DenyGroups root', false],
    ['PermitRootLogin no', false],
    ['PermitRootLogin prohibit-password', true],
    ['PermitRootLogin forced-commands-only', false],
    ['AuthenticationMethods publickey,password', false],
    ['AuthenticationMethods password publickey', true],
    ['AuthorizedKeysFile /etc/ssh/keys/%u', false],
    ['AuthorizedKeysFile none', false],
    ['AuthorizedKeysFile /nowhere %h/.ssh/authorized_keys', true],
    ['Match User nobody', true],
  ];
  for (const [line, isIn] of cases) {
    it(`${isIn ? 'lets a key in' : 'refuses a key'} with: ${line}`, async () => {
      const { guest, port } = await startWith([line]);

      expect(await canLogIn(port, ed25519)).toBe(isIn);
      expect(guest.accepts('root', ed25519.publicKey)).toBe(isIn);
    });
  }

  it('refuses an RSA key that is too small, or of a type that is not accepted', async () => {
    expect(await canLogIn((await startWith(['RequiredRSASize 2048'], rsa)).port, rsa)).toBe(true);
    expect(await canLogIn((await startWith(['RequiredRSASize 2049'], rsa)).port, rsa)).toBe(false);
    expect(await canLogIn((await startWith(['PubkeyAcceptedAlgorithms ssh-ed25519'], rsa)).port, rsa)).toBe(false);
    expect(await canLogIn((await startWith(['PubkeyAcceptedAlgorithms rsa-sha2-256'], rsa)).port, rsa)).toBe(true);
  });

  const options: [string, boolean][] = [
    ['from="127.0.0.1"', true],
    ['from="10.0.0.0/8,127.0.0.0/8"', true],
    ['from="10.0.0.1"', false],
    ['from="*,!127.0.0.1"', false],
    ['expiry-time="20991231"', true],
    ['expiry-time="20200101Z"', false],
    ['cert-authority', false],
  ];
  for (const [option, isIn] of options) {
    it(`${isIn ? 'lets a key in' : 'refuses a key'} with the option ${option}`, async () => {
      const { port, run } = await startWith([]);
      await run(`echo '${option} ${ed25519.publicKey}' >~/.ssh/authorized_keys`);

      expect(await canLogIn(port, ed25519)).toBe(isIn);
    });
  }

  it('runs a forced command in place of what was asked: that of the settings before that of the key', async () => {
    const one = await startWith([]);
    await one.run(`echo 'command="echo key; echo $SSH_ORIGINAL_COMMAND" ${ed25519.publicKey}' >~/.ssh/authorized_keys`);
    expect(await runOverSsh(one.port, ed25519, "echo 'asked'")).toMatchObject({ stdout: "key\necho 'asked'\n" });

    const both = await startWith(['ForceCommand echo settings']);
    await both.run(`echo 'command="echo key" ${ed25519.publicKey}' >~/.ssh/authorized_keys`);
    expect(await runOverSsh(both.port, ed25519, 'echo asked')).toMatchObject({ stdout: 'settings\n' });
  });

  it('lets root in for a forced command alone where the settings say so', async () => {
    const { port, run } = await startWith(['PermitRootLogin forced-commands-only']);
    await run(`echo 'command="echo forced" ${ed25519.publicKey}' >~/.ssh/authorized_keys`);

    expect((await runOverSsh(port, ed25519, 'true')).stdout).toBe('forced\n');
  });

  it('wants key and password where the settings ask for both', async () => {
    const { port } = await startWith(['AuthenticationMethods publickey,password', 'PasswordAuthentication yes']);

    const authHandler = ['publickey', 'password'] as const;
    expect(await canLogIn(port, { ...ed25519, password: 'secret', authHandler: [...authHandler] })).toBe(true);
    expect(await canLogIn(port, { ...ed25519, password: 'wrong', authHandler: [...authHandler] })).toBe(false);
    expect(await canLogIn(port, { password: 'secret' })).toBe(false);
  });

  it('takes passwords while its file says so, and none of root where root needs a key', async () => {
    const password = 'secret';
    expect(await canLogIn((await startWith(['PasswordAuthentication yes'])).port, { password })).toBe(true);
    const lines = ['PasswordAuthentication yes', 'PermitRootLogin prohibit-password'];
    expect(await canLogIn((await startWith(lines)).port, { password })).toBe(false);
  });

  it('reads a file that others may write only without StrictModes', async () => {
    const strict = await startWith([]);
    await strict.run('chmod 666 ~/.ssh/authorized_keys');
    expect(await canLogIn(strict.port, ed25519)).toBe(false);

    const lax = await startWith(['StrictModes no']);
    await lax.run('chmod 666 ~/.ssh/authorized_keys');
    expect(await canLogIn(lax.port, ed25519)).toBe(true);
  });

  it('keeps over a reboot what a script changed in its file', async () => {
    const { guest, run, port } = await startWith(['AllowUsers nobody']);

    await guest.boot({ keyPair: { name: 'ops', publicKey: ed25519.publicKey } });

    expect(await canLogIn(port, ed25519)).toBe(false);
    expect((await run('sshd -T | grep -c ^allowusers')).output).toBe('1\n');
  });
});

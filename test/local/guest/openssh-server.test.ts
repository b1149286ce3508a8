import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openOpensshGuests } from './openssh-guests.ts';
import { canLogIn, createKey } from './ssh-client.ts';

const { isThere, guests, ssh, start } = await openOpensshGuests();

async function bannerOf(port: number): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return chunk.toString();
}

describe.skipIf(!isThere)("a guest's own sshd", () => {
  for (const type of ['ed25519', 'ecdsa', 'rsa'] as const) {
    it(`lets in the attached ${type} key and no other`, async () => {
      const key = createKey(type);
      const guest = guests.create({ instanceId: `i-${type}` });
      await guest.boot({ keyPair: { name: 'ops', publicKey: key.publicKey } });
      const port = await guest.sshPort();

      expect(await bannerOf(port)).toMatch(/^SSH-2\.0-OpenSSH_/);
      expect((await ssh({ port, key, command: 'true' })).exitCode).toBe(0);
      expect((await ssh({ port, key: createKey(), command: 'true' })).exitCode).toBe(255);
    });
  }

  it('shows the host key that the guest has for life', async () => {
    const { guest, run } = await start();

    const shown = async () => (await run('ssh-keyscan -t ed25519 127.0.0.1 2>/dev/null | cut -d" " -f2-3')).output;

    expect(guest.hostKey.publicKey).toBe(`${(await shown()).trim()} root@${guest.instanceId}`);
    await guest.boot({ keyPair: null });
    expect(guest.hostKey.publicKey).toBe(`${(await shown()).trim()} root@${guest.instanceId}`);
  });

  it('takes only ed25519 where a hardened host says so', async () => {
    const { run, letsIn, configure, reload } = await start();
    const rsa = createKey('rsa');
    await run(`echo '${rsa.publicKey}' >>~/.ssh/authorized_keys`);
    expect(await letsIn('root', rsa)).toBe(true);

    await configure('PubkeyAcceptedAlgorithms ssh-ed25519');
    await reload();

    expect(await letsIn()).toBe(true);
    expect(await letsIn('root', rsa)).toBe(false);
  });

  it('refuses root where root may not log in', async () => {
    const { letsIn, configure, reload } = await start();
    await configure('PermitRootLogin no');
    await reload();

    expect(await letsIn()).toBe(false);
  });

  it('obeys a changed file from SIGHUP on, not before', async () => {
    const { letsIn, run, configure, reload } = await start();
    await configure('AllowUsers nobody');

    expect(await letsIn()).toBe(true);
    expect((await run('sshd -T -C user=root,host=x,addr=127.0.0.1 | grep -i allowusers')).output).toBe(
      'allowusers nobody\n',
    );
    await reload();

    expect(await letsIn()).toBe(false);
  });

  it('is gone after SIGHUP with a file that it cannot read, and back at the boot that finds it mended', async () => {
    const { guest, run, letsIn, configure, reload } = await start();
    await configure('NoSuchDirective yes');
    expect(await letsIn()).toBe(true);
    await reload();
    expect(await letsIn()).toBe(false);

    await run("sed -i '/NoSuchDirective/d' /etc/ssh/sshd_config");
    await guest.boot({ keyPair: null, runCloudInit: false });

    expect(await letsIn()).toBe(true);
  });

  it('keeps over a reboot what a script changed: configuration, drop-in, accounts, keys', async () => {
    const { guest, run, key, letsIn } = await start();
    const extra = createKey();
    await run(`
echo 'PrintMotd no' >>/etc/ssh/sshd_config
echo 'MaxAuthTries 3' >/etc/ssh/sshd_config.d/10-site.conf
useradd -m -s /bin/sh deploy && usermod -p '*' deploy
mkdir -m 700 ~deploy/.ssh; echo '${extra.publicKey}' >~deploy/.ssh/authorized_keys; chown -R deploy: ~deploy/.ssh`);

    await guest.boot({ keyPair: { name: 'ops', publicKey: key.publicKey } });

    const settings = await run('sshd -T | grep -iE "^(printmotd|maxauthtries|passwordauthentication) "');
    expect(settings.output.split('\n').toSorted()).toEqual([
      '',
      'maxauthtries 3',
      'passwordauthentication no',
      'printmotd no',
    ]);
    expect(await letsIn()).toBe(true);
    expect(await letsIn('deploy', extra)).toBe(true);
  });

  it('keeps a file of keys from a user who may not reach it, and one user from the other', async () => {
    const { run, letsIn } = await start();
    const key = createKey();
    await run(
      `mkdir -m 700 /home/admin/.ssh; echo '${key.publicKey}' >/home/admin/.ssh/authorized_keys; chown -R admin: /home/admin/.ssh`,
    );
    expect(await letsIn('admin', key)).toBe(true);
    expect(await letsIn('root', key)).toBe(false);
    const denied = await run('setpriv --reuid admin --regid admin --init-groups cat /root/.ssh/authorized_keys');
    expect(denied.output).toContain('Permission denied');
    expect((await run('su admin -c "id -un; ls -ld ~/.ssh | cut -d\\" \\" -f3"')).output).toBe('admin\nadmin\n');

    await run('chmod 777 /home/admin/.ssh');

    expect(await letsIn('admin', key)).toBe(false);
  });

  it('takes a password while no key pair is attached, from the next start on', async () => {
    const password = 'Corr3ct-horse';
    const { guest, key, port } = await start();
    guest.setPassword('root', password);
    expect(await canLogIn(port, { password })).toBe(false);

    await guest.boot({ keyPair: null });

    expect(await canLogIn(port, { password })).toBe(true);
    expect(await canLogIn(port, { password: 'wrong' })).toBe(false);
    await guest.boot({ keyPair: { name: 'ops', publicKey: key.publicKey } });
    expect(await canLogIn(port, { password })).toBe(false);
  });

  it('answers a script that asks it over loopback whether it would take a key', async () => {
    const { run, key } = await start();
    const ask = async (publicKey: string) => {
      const { output } = await run(`echo '${publicKey}' >/tmp/key.pub
ssh -v -F none -p 22 -i /tmp/key.pub -o IdentitiesOnly=yes -o IdentityAgent=none -o BatchMode=yes \
  -o PreferredAuthentications=publickey -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null root@127.0.0.1 true`);
      return /Server accepts key/.test(output);
    };

    expect(await ask(key.publicKey)).toBe(true);
    expect(await ask(createKey().publicKey)).toBe(false);
  });

  it('gives a terminal to a client that asks for one', async () => {
    const { port, key } = await start();

    expect((await ssh({ port, key, command: 'tty', options: ['RequestTTY=force'] })).output).toMatch(/^\/dev\/pts\/\d/);
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import { createGuests } from '../../../local/guest/index.ts';
import { hasSshClient, openSshClient } from './real-ssh.ts';
import { type ClientKey, createKey } from './ssh-client.ts';

const guests = await createGuests({ sshd: 'stand-in' });
const client = openSshClient();
const cleanUp = async () => {
  await guests.close();
  client.close();
};
afterAll(cleanUp);
// Where every test is skipped, the hook is too.
if (!hasSshClient) await cleanUp();
const isIsolated = guests.isolation.runner !== 'none';

/** Logs in as root. */
function ssh(port: number, key: ClientKey, command: string, input = '', ...options: string[]) {
  return client.ssh({ port, key, command, input, options });
}

async function startGuest(instanceId: string, key: ClientKey) {
  const guest = guests.create({ instanceId });
  await guest.boot({ keyPair: { name: 'ops', publicKey: key.publicKey } });
  return guest.sshPort();
}

describe.skipIf(!hasSshClient)('the OpenSSH client, against the stand-in', () => {
  for (const type of ['ed25519', 'ecdsa', 'rsa'] as const) {
    it(`logs in with its ${type} key, and not with another`, async () => {
      const key = createKey(type);
      const port = await startGuest(`i-${type}`, key);

      expect((await ssh(port, key, 'true')).exitCode).toBe(0);
      expect((await ssh(port, createKey(), 'true')).exitCode).toBe(255);
    });
  }

  it('the OpenSSH client is refused when it signs with RSA and SHA-1', async () => {
    const key = createKey('rsa');
    const port = await startGuest('i-sha1', key);

    expect((await ssh(port, key, 'true', '', 'PubkeyAcceptedAlgorithms=rsa-sha2-256')).exitCode).toBe(0);
    expect((await ssh(port, key, 'true', '', 'PubkeyAcceptedAlgorithms=ssh-rsa')).exitCode).toBe(255);
  });

  it('gets the exit code of its command', async () => {
    const key = createKey();
    const port = await startGuest('i-exit', key);

    expect((await ssh(port, key, 'exit 7')).exitCode).toBe(7);
  });

  describe.skipIf(!isIsolated)('where scripts are isolated', () => {
    it('gets output and hands over its input', async () => {
      const key = createKey();
      const port = await startGuest('i-input', key);

      expect(await ssh(port, key, 'id -un; cat', 'hello')).toEqual({ exitCode: 0, output: 'root\nhello' });
    });

    it('gets a shell that reads its input', async () => {
      const key = createKey();
      const port = await startGuest('i-shell', key);

      expect(await ssh(port, key, '', 'cd /etc\npwd\nexit 5\n')).toEqual({ exitCode: 5, output: '/etc\n' });
    });
  });
});

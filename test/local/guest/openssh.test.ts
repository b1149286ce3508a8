import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createGuests } from '../../../local/guest/index.ts';
import { createIdentityFolder } from '../../secrets/identity-folder.ts';
import { type ClientKey, createKey } from './ssh-client.ts';

const guests = await createGuests();
const folder = createIdentityFolder();
const cleanUp = async () => {
  await guests.close();
  rmSync(folder, { recursive: true, force: true });
};
afterAll(cleanUp);
const isInstalled = spawnSync('ssh', ['-V']).status === 0;
// Where every test is skipped, the hook is too.
if (!isInstalled) await cleanUp();
const isIsolated = guests.isolation.runner !== 'none';

/** Runs the real client; its exit code is that of the command, or 255 when it got no session. */
async function ssh(port: number, key: ClientKey, command: string, input = '', ...options: string[]) {
  const file = path.join(mkdtempSync(path.join(folder, 'key-')), 'key');
  writeFileSync(file, key.privateKey, { mode: 0o600 });
  const settings = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'BatchMode=yes', 'IdentitiesOnly=yes'];
  const flags = [...settings, ...options].flatMap((option) => ['-o', option]);
  const target = ['-p', String(port), '-i', file, 'root@127.0.0.1', ...(command ? [command] : [])];
  const child = spawn('ssh', ['-F', 'none', '-q', ...flags, ...target]);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stdin.end(input);
  const [exitCode] = (await once(child, 'close')) as [number];
  return { exitCode, output };
}

async function startGuest(instanceId: string, key: ClientKey) {
  const guest = guests.create({ instanceId });
  await guest.boot({ keyPair: { name: 'ops', publicKey: key.publicKey } });
  return guest.sshPort();
}

describe.skipIf(!isInstalled)('the OpenSSH client', () => {
  for (const type of ['ed25519', 'ecdsa', 'rsa'] as const) {
    it(`logs in with its ${type} key, and not with another`, async () => {
      const key = createKey(type);
      const port = await startGuest(`i-${type}`, key);

      expect((await ssh(port, key, 'true')).exitCode).toBe(0);
      expect((await ssh(port, createKey(), 'true')).exitCode).toBe(255);
    });
  }

  it('is refused when it signs with RSA and SHA-1', async () => {
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

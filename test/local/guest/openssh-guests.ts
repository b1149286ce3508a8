import { afterAll } from 'vitest';
import { createGuests, type Guests } from '../../../local/guest/index.ts';
import { hasSshClient, openSshClient } from './real-ssh.ts';
import { startGuest } from './running-guest.ts';
import { type ClientKey, createKey } from './ssh-client.ts';

/** Guests with an OpenSSH server and the real client, and whether this machine has both. */
export async function openOpensshGuests() {
  const guests = await createGuests();
  const client = openSshClient();
  const isThere = guests.isolation.sshd === 'openssh' && hasSshClient;
  const close = async () => {
    await guests.close();
    client.close();
  };
  afterAll(close);
  if (!isThere) {
    console.warn(`OpenSSH cannot be tested here: ${guests.isolation.standInReason ?? 'no ssh client'}`);
    // Where every test is skipped, the hook is too.
    await close();
  }
  return { isThere, guests, ssh: client.ssh, start: () => startWithLogin(guests, client.ssh) };
}

/** A guest that runs with a key pair attached, and the login of that key. */
async function startWithLogin(guests: Guests, ssh: ReturnType<typeof openSshClient>['ssh']) {
  const key = createKey();
  const { guest, run } = await startGuest(guests, key);
  const port = await guest.sshPort();
  const letsIn = async (user = 'root', as: ClientKey = key) =>
    (await ssh({ port, key: as, user, command: 'true' })).exitCode === 0;
  /** A directive put first wins in sshd. */
  const configure = (...lines: string[]) =>
    run(
      `{ printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')}; cat /etc/ssh/sshd_config; } >/tmp/c && cat /tmp/c >/etc/ssh/sshd_config`,
    );
  const reload = () => run('kill -HUP "$(cat /run/sshd.pid)"; sleep 0.3');
  return { guest, run, key, port, letsIn, configure, reload };
}

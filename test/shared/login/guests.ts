import { afterAll } from 'vitest';
import { createGuests } from '../../../local/guest/index.ts';

/** What boots a guest that root can log in to with a key. To be called once by a file of tests: it closes them all at its end. */
export async function openGuests() {
  const guests = await createGuests({ runner: 'none' });
  afterAll(() => guests.close());
  let count = 0;
  return async (publicKey: string) => {
    count += 1;
    const guest = guests.create({ instanceId: `i-login-${count}` });
    await guest.boot({ keyPair: { name: 'ops', publicKey } });
    return { port: await guest.sshPort(), hostKey: guest.hostKey };
  };
}

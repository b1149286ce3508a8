import { once } from 'node:events';
import { connect as connectSocket } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { createGuests } from '../../../local/guest/index.ts';
import { canLogIn, connect, createKey } from './ssh-client.ts';

const guests = await createGuests({ runner: 'none' });
afterAll(() => guests.close());
let guestCount = 0;
const createGuest = () => {
  guestCount += 1;
  return guests.create({ instanceId: `i-${guestCount}` });
};
const key = createKey();
const keyPair = { name: 'ops', publicKey: key.publicKey };

describe('port', () => {
  const refusal = async (port: number) => {
    const socket = connectSocket(port, '127.0.0.1');
    return once(socket, 'connect').then(
      () => 'open',
      (error: NodeJS.ErrnoException) => error.code,
    );
  };

  it("a guest's port is known before the first boot and listens from then on", async () => {
    const guest = createGuest();
    const port = await guest.sshPort();
    expect(await refusal(port)).toBe('ECONNREFUSED');
    expect(guest.listeningPort).toBeNull();

    await guest.boot({ keyPair });

    expect(guest.listeningPort).toBe(port);
    expect(await canLogIn(port, key)).toBe(true);
  });

  it('a port is not opened for a guest that nobody asked about', async () => {
    const guest = createGuest();
    await guest.boot({ keyPair: null });

    expect(guest.listeningPort).toBeNull();
  });

  it('closes at shutdown, ends live sessions, and is the same after the next boot', async () => {
    const guest = createGuest();
    await guest.boot({ keyPair });
    const port = await guest.sshPort();
    const client = await connect(port, key);
    const ended = once(client, 'close');

    await guest.shutdown();

    await ended;
    expect(await refusal(port)).toBe('ECONNREFUSED');
    await guest.boot({ keyPair });
    expect(await guest.sshPort()).toBe(port);
    expect(await canLogIn(port, key)).toBe(true);
  });

  it("a guest's port is closed by a shutdown that comes while it opens", async () => {
    const guest = createGuest();
    await guest.boot({ keyPair: null });
    const opening = guest.sshPort();
    await Promise.all([opening, guest.shutdown()]);

    expect(await refusal(await opening)).toBe('ECONNREFUSED');
  });
});

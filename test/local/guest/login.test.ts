import { once } from 'node:events';
import ssh2 from 'ssh2';
import { afterAll, describe, expect, it } from 'vitest';
import { createGuests } from '../../../local/guest/index.ts';
import { canLogIn, createKey } from './ssh-client.ts';

for (const [sshd, name] of [
  ['stand-in', 'the stand-in'],
  ['openssh', 'OpenSSH'],
] as const) {
  const guests = await createGuests(sshd === 'stand-in' ? { runner: 'none' } : {});
  afterAll(() => guests.close());
  const isThere = guests.isolation.sshd === sshd;
  if (!isThere) {
    console.warn(`OpenSSH cannot be tested here: ${guests.isolation.standInReason}`);
    // Where every test is skipped, the hook is too.
    await guests.close();
  }
  let guestCount = 0;
  const createGuest = (spec: { passwordSet?: boolean } = {}) => {
    guestCount += 1;
    return guests.create({ instanceId: `i-${guestCount}`, ...spec });
  };
  const keys = { attached: createKey(), other: createKey() };
  const pair = (key: { publicKey: string }) => ({ name: 'ops', publicKey: key.publicKey });

  describe.skipIf(!isThere)(`login with a key, served by ${name}`, () => {
    for (const type of ['ed25519', 'ecdsa', 'rsa'] as const) {
      it(`lets in the attached ${type} key and no other`, async () => {
        const guest = createGuest();
        const key = createKey(type);
        await guest.boot({ keyPair: pair(key) });
        const port = await guest.sshPort();

        expect(await canLogIn(port, key)).toBe(true);
        expect(await canLogIn(port, keys.other)).toBe(false);
      });
    }

    it('is foretold by the files, as long as the guest runs', async () => {
      const guest = createGuest();
      await guest.boot({ keyPair: pair(keys.attached) });
      expect(guest.accepts('root', keys.attached.publicKey)).toBe(true);
      expect(guest.accepts('root', keys.other.publicKey)).toBe(false);
      expect(guest.accepts(guest.otherUser, keys.attached.publicKey)).toBe(false);
      await guest.shutdown();
      expect(guest.accepts('root', keys.attached.publicKey)).toBe(false);
    });

    it('refuses a key before the boot that takes it, and the one before after', async () => {
      const guest = createGuest();
      await guest.boot({ keyPair: pair(keys.attached) });
      const port = await guest.sshPort();
      expect(await canLogIn(port, keys.other)).toBe(false);

      await guest.boot({ keyPair: pair(keys.other) });

      expect(await canLogIn(port, keys.other)).toBe(true);
      expect(await canLogIn(port, keys.attached)).toBe(false);
    });

    it('refuses the key after the boot that follows a detach', async () => {
      const guest = createGuest();
      await guest.boot({ keyPair: pair(keys.attached) });
      const port = await guest.sshPort();

      await guest.boot({ keyPair: null });

      expect(await canLogIn(port, keys.attached)).toBe(false);
    });

    it('keeps the old truth when cloud-init does not run', async () => {
      const guest = createGuest();
      await guest.boot({ keyPair: pair(keys.attached) });
      const port = await guest.sshPort();

      await guest.boot({ keyPair: pair(keys.other), runCloudInit: false });

      expect(await canLogIn(port, keys.attached)).toBe(true);
      expect(await canLogIn(port, keys.other)).toBe(false);
    });

    it('lets root in, not its other user, nor anybody it does not have', async () => {
      const guest = createGuest();
      await guest.boot({ keyPair: pair(keys.attached) });
      const port = await guest.sshPort();

      expect(await canLogIn(port, { ...keys.attached, username: 'admin' })).toBe(false);
      expect(await canLogIn(port, { ...keys.attached, username: '../root' })).toBe(false);
    });
  });

  describe.skipIf(!isThere)(`login with a password, served by ${name}`, () => {
    const password = 'correct horse';

    it('is on when a password was set and no key pair is attached', async () => {
      const guest = createGuest();
      guest.setPassword('root', password);
      await guest.boot({ keyPair: null });
      const port = await guest.sshPort();

      expect(await canLogIn(port, { password })).toBe(true);
      expect(await canLogIn(port, { password: 'wrong' })).toBe(false);
      expect(await canLogIn(port, { password, username: 'admin' })).toBe(false);
    });

    it('goes off at the boot that takes a key pair, and comes back at the one after the detach', async () => {
      const guest = createGuest();
      guest.setPassword('root', password);
      await guest.boot({ keyPair: pair(keys.attached) });
      const port = await guest.sshPort();
      expect(await canLogIn(port, { password })).toBe(false);

      await guest.boot({ keyPair: null });

      expect(await canLogIn(port, { password })).toBe(true);
    });

    it('does not come back where no password was set', async () => {
      const guest = createGuest({ passwordSet: false });
      await guest.boot({ keyPair: pair(keys.attached) });
      await guest.boot({ keyPair: null });

      expect(guest.passwordLogin).toBe(false);
      expect(await canLogIn(await guest.sshPort(), { password: '' })).toBe(false);
    });

    it('offers passwords where one was set before anybody knew it, and takes none', async () => {
      const guest = createGuest({ passwordSet: true });
      await guest.boot({ keyPair: null });

      expect(guest.passwordLogin).toBe(true);
      expect(await canLogIn(await guest.sshPort(), { password: '' })).toBe(false);
    });
  });

  describe.skipIf(!isThere)(`host key, shown by ${name}`, () => {
    it("is each guest's own, for life, and shown to clients", async () => {
      const [one, two] = [createGuest(), createGuest()];
      const { publicKey } = one.hostKey;
      await one.boot({ keyPair: null });
      let shown = '';
      const client = new ssh2.Client();
      const refused = once(client, 'error');
      const hostVerifier = (key: Buffer) => {
        shown = key.toString('base64');
        return false;
      };
      client.connect({ host: '127.0.0.1', port: await one.sshPort(), username: 'root', password: '', hostVerifier });
      await refused;

      expect(publicKey).toBe(`ssh-ed25519 ${shown} root@${one.instanceId}`);
      expect(one.hostKey.publicKey).toBe(publicKey);
      expect(two.hostKey.fingerprint).not.toBe(one.hostKey.fingerprint);
      expect(one.hostKey.fingerprint).toMatch(/^SHA256:[\w+/]{43}$/);
    });
  });

  describe.skipIf(!isThere)(`an instance ID, with ${name}`, () => {
    it('that is no plain name stays out of paths and host names', async () => {
      const guest = guests.create({ instanceId: '../../i 1' });
      await guest.boot({ keyPair: pair(keys.attached) });

      expect(await canLogIn(await guest.sshPort(), keys.attached)).toBe(true);
      expect(guest.hostKey.publicKey).toMatch(/ root@[a-z0-9.-]+$/);
      await guest.destroy();
      await expect(guest.sshPort()).rejects.toMatchObject({ code: 'Destroyed' });
    });
  });
}

describe('instance ID', () => {
  it('an instance ID goes with a user name that is one', async () => {
    const guests = await createGuests({ runner: 'none' });
    expect(() => guests.create({ instanceId: 'i-1', otherUser: '../etc' })).toThrow('Not a user name');
    await guests.close();
  });
});

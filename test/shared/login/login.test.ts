import type { AuthContext } from 'ssh2';
import { describe, expect, it } from 'vitest';
import { openLoginKey } from '../../../shared/login/index.ts';
import { login } from './attempt.ts';
import { openGuests } from './guests.ts';
import { createKey, formNames, keyOf } from './keys.ts';
import { startSshd } from './servers.ts';

const startGuest = await openGuests();
const right = keyOf('ECDSA as SEC1');

describe('a login', () => {
  it.each(formNames)('opens a session with %s', async (form) => {
    const { privateKey, publicKey } = keyOf(form);
    const { port, hostKey } = await startGuest(publicKey);

    const result = await login(privateKey, { port, hostKeys: [hostKey.publicKey], trustFirstHostKey: false });

    expect(result).toEqual({
      result: 'loggedIn',
      detail: 'logged in',
      hostKey: hostKey.publicKey.split(' ').slice(0, 2).join(' '),
      hostKeyFingerprint: hostKey.fingerprint,
    });
  });

  it.each(formNames)('is refused with %s where another key is authorised', async (form) => {
    const { port } = await startGuest(createKey("ed25519 as OpenSSH's").publicKey);

    expect(await login(keyOf(form).privateKey, { port })).toMatchObject({ result: 'refused' });
  });

  it('is refused for a user who does not have the key', async () => {
    const { port } = await startGuest(right.publicKey);

    expect(await login(right.privateKey, { port, user: 'admin' })).toMatchObject({ result: 'refused' });
  });

  it('offers the key and nothing else', async () => {
    const methods: string[] = [];
    const authenticate = (context: AuthContext) => {
      methods.push(context.method);
      context.reject(['publickey', 'password', 'keyboard-interactive']);
    };
    const { port } = await startSshd({ authenticate });

    expect(await login(right.privateKey, { port })).toMatchObject({ result: 'refused' });
    expect(new Set(methods)).toEqual(new Set(['publickey']));
  });
});

describe('the key', () => {
  it('shows its public half', async () => {
    expect.hasAssertions();
    for (const { privateKey, publicKey } of formNames.map(keyOf)) {
      expect((await openLoginKey(privateKey)).publicBody).toBe(publicKey.split(' ')[1]);
    }
  });

  it('a login with a forgotten key is refused', async () => {
    const key = await openLoginKey(right.privateKey);
    key.forget();
    const target = { host: '127.0.0.1', port: 1, user: 'root', hostKeys: null, trustFirstHostKey: true };

    await expect(key.login({ ...target, connectTimeoutMs: 1, timeoutMs: 1 })).rejects.toThrow('let go of');
  });
});

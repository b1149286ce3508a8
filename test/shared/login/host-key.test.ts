import { describe, expect, it } from 'vitest';
import { login } from './attempt.ts';
import { openGuests } from './guests.ts';
import { createKey, keyOf } from './keys.ts';
import { startSshd } from './servers.ts';

const startGuest = await openGuests();
const [right, wrong] = [keyOf('ECDSA as SEC1'), keyOf('RSA as PKCS#1')];

describe('the host key', () => {
  it('stops the login when it is not one of those known, before the key is offered', async () => {
    const offered: string[] = [];
    const { port } = await startSshd({ authenticate: (context) => void offered.push(context.method) });
    const other = createKey("ed25519 as OpenSSH's").publicKey;

    const result = await login(right.privateKey, { port, hostKeys: [other] });

    expect(result).toMatchObject({ result: 'hostKeyMismatch', hostKeyFingerprint: expect.stringMatching(/^SHA256:/) });
    expect(offered).toEqual([]);
  });

  it('stops the login when none is known, and its fingerprint is in the answer', async () => {
    expect.hasAssertions();
    const { port, hostKey } = await startGuest(right.publicKey);

    const results = await Promise.all(
      [null, []].map((hostKeys) => login(right.privateKey, { port, hostKeys, trustFirstHostKey: false })),
    );

    for (const result of results) {
      expect(result).toMatchObject({ result: 'hostKeyUnknown', hostKeyFingerprint: hostKey.fingerprint });
    }
  });

  it('is checked where it is known, even if the first would be trusted', async () => {
    const { port } = await startGuest(right.publicKey);

    const result = await login(right.privateKey, { port, hostKeys: [wrong.publicKey], trustFirstHostKey: true });

    expect(result).toMatchObject({ result: 'hostKeyMismatch' });
  });

  it.each(['RSA as PKCS#1', 'ECDSA as SEC1'] as const)('is asked for in the kind that is known: %s', async (form) => {
    const known = createKey(form);
    const others = [
      createKey("ed25519 as OpenSSH's"),
      createKey(form === 'ECDSA as SEC1' ? 'RSA as PKCS#1' : 'ECDSA as SEC1'),
    ];
    const { port } = await startSshd({ hostKeys: [...others, known].map(({ privateKey }) => privateKey) });

    const result = await login(right.privateKey, { port, hostKeys: [known.publicKey], trustFirstHostKey: false });

    expect(result).toMatchObject({ result: 'loggedIn', hostKey: known.publicKey });
  });
});

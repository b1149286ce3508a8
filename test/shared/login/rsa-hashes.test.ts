import type { AuthContext } from 'ssh2';
import { describe, expect, it } from 'vitest';
import { login } from './attempt.ts';
import { keyOf } from './keys.ts';
import { startSshd } from './servers.ts';

describe('an RSA key', () => {
  const rsa = keyOf('RSA as PKCS#8');

  /** As ssh2 names it on the side of the server, where SHA-1 is none. */
  const hashOf = (context: AuthContext) => (context as { hashAlgo?: string }).hashAlgo ?? 'sha1';

  it.each(['sha512', 'sha256', 'sha1'])('logs in where the server takes %s alone', async (only) => {
    const authenticate = (context: AuthContext) =>
      context.method === 'publickey' && hashOf(context) === only ? context.accept() : context.reject(['publickey']);
    const { port } = await startSshd({ authenticate });

    expect(await login(rsa.privateKey, { port })).toMatchObject({ result: 'loggedIn' });
  });

  it('is refused only after every hash was offered', async () => {
    const offered: string[] = [];
    const authenticate = (context: AuthContext) => {
      if (context.method === 'publickey') offered.push(hashOf(context));
      context.reject(['publickey']);
    };
    const { port } = await startSshd({ authenticate });

    expect(await login(rsa.privateKey, { port })).toMatchObject({ result: 'refused' });
    expect(offered).toEqual(['sha512', 'sha256', 'sha1']);
  });
});

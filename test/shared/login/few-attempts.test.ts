import { describe, expect, it } from 'vitest';
import { openOpensshGuests } from '../../local/guest/openssh-guests.ts';
import { login } from './attempt.ts';
import { createKey, keyOf } from './keys.ts';

const { isThere, start } = await openOpensshGuests();
const rsa = keyOf('RSA as PKCS#1');

describe.skipIf(!isThere)('an sshd that bears one attempt in a connection', () => {
  it('an sshd that bears one attempt in a connection is asked again, with the next signature of an RSA key', async () => {
    const { guest, run, configure, reload } = await start();
    await run(`echo '${rsa.publicKey}' >>~/.ssh/authorized_keys`);
    await configure('MaxAuthTries 1', 'PubkeyAcceptedAlgorithms rsa-sha2-256');
    await reload();

    expect(await login(rsa.privateKey, { port: await guest.sshPort() })).toMatchObject({ result: 'loggedIn' });
  });

  it('an sshd that bears one attempt in a connection refuses a key of which it has refused every signature', async () => {
    const { guest, configure, reload } = await start();
    await configure('MaxAuthTries 1');
    await reload();
    const stranger = createKey('RSA as PKCS#1');

    expect(await login(stranger.privateKey, { port: await guest.sshPort() })).toMatchObject({ result: 'refused' });
  });
});

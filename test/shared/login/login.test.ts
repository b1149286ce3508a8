import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { AuthContext, ServerChannel } from 'ssh2';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createGuests } from '../../../local/guest/index.ts';
import { type LoginTarget, openLoginKey } from '../../../shared/login/index.ts';
import { createKey, type FormName, formNames } from './keys.ts';
import { exit, startPlain, startSshd } from './servers.ts';

const guests = await createGuests({ runner: 'none' });
afterAll(() => guests.close());

const keys = new Map(formNames.map((form) => [form, createKey(form)]));
const keyOf = (form: FormName) => keys.get(form) ?? createKey(form);
const [right, wrong] = [keyOf('ECDSA as SEC1'), keyOf('RSA as PKCS#1')];
const closing: Array<() => Promise<void>> = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

let count = 0;
async function startGuest(publicKey: string) {
  count += 1;
  const guest = guests.create({ instanceId: `i-login-${count}` });
  await guest.boot({ keyPair: { name: 'ops', publicKey } });
  return { port: await guest.sshPort(), hostKey: guest.hostKey, guest };
}

async function sshd(behaviour: Parameters<typeof startSshd>[0]) {
  const server = await startSshd(behaviour);
  closing.push(server.close);
  return server;
}

async function plain(greet: Parameters<typeof startPlain>[0]) {
  const server = await startPlain(greet);
  closing.push(server.close);
  return server;
}

async function login(privateKey: string, target: Partial<LoginTarget> & { port: number }) {
  const key = await openLoginKey(privateKey);
  const usual = { host: '127.0.0.1', user: 'root', hostKeys: null, trustFirstHostKey: true };
  return key.login({ ...usual, connectTimeoutMs: 2_000, timeoutMs: 2_000, ...target });
}

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
    const { port } = await sshd({ authenticate });

    expect(await login(right.privateKey, { port })).toMatchObject({ result: 'refused' });
    expect(new Set(methods)).toEqual(new Set(['publickey']));
  });
});

const talkAndExit = (channel: ServerChannel) => {
  channel.write('x'.repeat(100_000));
  exit(142)(channel);
};

describe('a server that takes the key and opens no session', () => {
  const signed = (context: AuthContext) => context.method === 'publickey' && context.signature !== undefined;

  it.each<[string, Parameters<typeof startSshd>[0]]>([
    ['runs no command', { exec: exit(1) }],
    ['ends the session at once', { exec: (channel) => channel.end() }],
    ['hangs in the command', { exec: () => {} }],
    ['talks and ends badly', { exec: talkAndExit }],
    [
      'wants a second factor',
      { authenticate: (context) => (signed(context) ? context.reject(['password'], true) : context.accept()) },
    ],
    [
      'closes the account',
      { authenticate: (context) => (signed(context) ? context.reject(['publickey']) : context.accept()) },
    ],
  ])('is told from a refusal: it %s', async (_what, behaviour) => {
    const { port } = await sshd(behaviour);

    expect(await login(right.privateKey, { port, timeoutMs: 400 })).toMatchObject({ result: 'noSession' });
  });
});

describe('the host key', () => {
  it('stops the login when it is not one of those known, before the key is offered', async () => {
    const offered: string[] = [];
    const { port } = await sshd({ authenticate: (context) => void offered.push(context.method) });
    const other = createKey("ed25519 as OpenSSH's").publicKey;

    const result = await login(right.privateKey, { port, hostKeys: [other] });

    expect(result).toMatchObject({ result: 'hostKeyMismatch', hostKeyFingerprint: expect.stringMatching(/^SHA256:/) });
    expect(offered).toEqual([]);
  });

  it('stops the login when none is known, and is shown to whoever has to decide', async () => {
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
    const { port } = await sshd({ hostKeys: [...others, known].map(({ privateKey }) => privateKey) });

    const result = await login(right.privateKey, { port, hostKeys: [known.publicKey], trustFirstHostKey: false });

    expect(result).toMatchObject({ result: 'loggedIn', hostKey: known.publicKey });
  });
});

describe('a server that cannot be reached', () => {
  it('is not a failure of the key when its port is closed', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();

    expect(await login(right.privateKey, { port })).toMatchObject({
      result: 'unreachable',
      detail: 'no connection (ECONNREFUSED)',
      hostKey: null,
    });
  });

  it.each<[string, Parameters<typeof startPlain>[0]]>([
    ['takes the connection and says nothing', () => {}],
    ['hangs up', (socket) => socket.end()],
    ['resets the connection', (socket) => socket.resetAndDestroy()],
    ['speaks another protocol', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['is an SSH server that stops after its first line', (socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n')],
  ])('nor when it %s', async (_what, greet) => {
    const { port } = await plain(greet);

    expect(await login(right.privateKey, { port, timeoutMs: 300 })).toMatchObject({ result: 'unreachable' });
  });

  it('is waited for no longer than allowed', async () => {
    const { port } = await plain(() => {});
    const startedMs = Date.now();

    await login(right.privateKey, { port, timeoutMs: 200 });

    expect(Date.now() - startedMs).toBeLessThan(1_500);
  });
});

describe('the key', () => {
  it('shows its public half', async () => {
    for (const { privateKey, publicKey } of keys.values()) {
      expect((await openLoginKey(privateKey)).publicBody).toBe(publicKey.split(' ')[1]);
    }
  });

  it('is of no use once it was let go of', async () => {
    const key = await openLoginKey(right.privateKey);
    key.forget();
    const target = { host: '127.0.0.1', port: 1, user: 'root', hostKeys: null, trustFirstHostKey: true };

    await expect(key.login({ ...target, connectTimeoutMs: 1, timeoutMs: 1 })).rejects.toThrow('let go of');
  });
});

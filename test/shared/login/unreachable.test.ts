import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { login } from './attempt.ts';
import { keyOf } from './keys.ts';
import { type Behaviour, startPlain, startSshd } from './servers.ts';

const right = keyOf('ECDSA as SEC1');

describe('a server with which nothing is in common', () => {
  it.each<[string, Behaviour, string]>([
    ['key exchange', { algorithms: { kex: ['diffie-hellman-group1-sha1'] } }, 'diffie-hellman-group1-sha1'],
    ['cipher', { algorithms: { cipher: ['3des-cbc'] } }, '3des-cbc'],
    ['MAC', { algorithms: { cipher: ['aes128-ctr'], hmac: ['hmac-md5-96'] } }, 'hmac-md5-96'],
  ])('is unreachable, and the %s that is missing is named', async (what, behaviour, name) => {
    const { port } = await startSshd(behaviour);

    expect(await login(right.privateKey, { port })).toMatchObject({
      result: 'unreachable',
      detail: `no ${what} in common: it offers ${name}`,
    });
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
    const { port } = await startPlain(greet);

    expect(await login(right.privateKey, { port, timeoutMs: 300 })).toMatchObject({ result: 'unreachable' });
  });

  it('is waited for no longer than allowed', async () => {
    const { port } = await startPlain(() => {});
    const ended: string[] = [];
    const attempt = async (timeoutMs: number) => {
      await login(right.privateKey, { port, timeoutMs });
      ended.push(`${timeoutMs} ms`);
    };

    await Promise.all([attempt(4_000), attempt(200)]);

    expect(ended).toEqual(['200 ms', '4000 ms']);
  });
});

import type { AuthContext, ServerChannel } from 'ssh2';
import { describe, expect, it } from 'vitest';
import { login } from './attempt.ts';
import { keyOf } from './keys.ts';
import { type Behaviour, exit, startSshd } from './servers.ts';

const right = keyOf('ECDSA as SEC1');

const talkAndExit = (channel: ServerChannel) => {
  channel.write('x'.repeat(100_000));
  exit(142)(channel);
};

describe('a server that takes the key and opens no session', () => {
  const signed = (context: AuthContext) => context.method === 'publickey' && context.signature !== undefined;

  it.each<[string, Behaviour]>([
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
    const { port } = await startSshd(behaviour);

    expect(await login(right.privateKey, { port, timeoutMs: 3_000 })).toMatchObject({ result: 'noSession' });
  });
});

describe('a session that a fixed command takes', () => {
  it.each<[string, Behaviour]>([
    ['says nothing', { exec: exit(0) }],
    [
      'says what it was asked',
      {
        exec: (channel, command) => {
          channel.write(`no: ${command}\n`);
          exit(0)(channel);
        },
      },
    ],
  ])('is no login: it %s', async (_what, behaviour) => {
    const { port } = await startSshd(behaviour);

    expect(await login(right.privateKey, { port })).toMatchObject({ result: 'restricted' });
  });
});

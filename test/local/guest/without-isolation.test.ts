import { describe, expect, it } from 'vitest';
import { createGuests } from '../../../local/guest/index.ts';
import { PATIENCE_MS } from '../../time-limits.ts';
import { createKey, runOverSsh } from './ssh-client.ts';

async function startGuest(runner: 'none' | 'unsafe') {
  const guests = await createGuests({ runner });
  const guest = guests.create({ instanceId: 'i-1' });
  const key = createKey();
  await guest.boot({ keyPair: { name: 'ops', publicKey: key.publicKey } });
  return { guests, guest, key, port: await guest.sshPort() };
}

describe('without isolation', () => {
  it('a guest without isolation says so, and runs no script', async () => {
    const { guests, guest } = await startGuest('none');

    expect(guests.isolation).toEqual({ runner: 'none', users: 'shared', sshd: 'stand-in', reason: 'turned off' });
    await expect(guest.run('true', { timeoutMs: PATIENCE_MS })).rejects.toMatchObject({ code: 'NoIsolation' });
    await guests.close();
  });

  const answers: [string, number][] = [
    ['true', 0],
    [' : ', 0],
    ['', 0],
    ['false', 1],
    ['exit', 0],
    ['exit 7', 7],
    ['exit 7; id', 126],
    ['id', 126],
  ];
  it('answers a login that only wants an exit code, and nothing else', async () => {
    expect.hasAssertions();
    const { guests, key, port } = await startGuest('none');

    for (const [command, exitCode] of answers) {
      const result = await runOverSsh(port, key, command);
      expect([command, result.exitCode]).toEqual([command, exitCode]);
      expect(result.stderr).toBe(exitCode === 126 ? 'This guest cannot run commands: no isolation on this host\n' : '');
    }
    await guests.close();
  });

  it('runs scripts on the host when that was asked for, in the folder of the guest', async () => {
    const { guests, guest } = await startGuest('unsafe');
    const run = async (script: string, timeoutMs = PATIENCE_MS) => {
      const { exitCode, output, timedOut } = await guest.run(script, { timeoutMs });
      return { exitCode, timedOut, output: output.toString() };
    };

    expect(guests.isolation.runner).toBe('unsafe');
    expect((await run('cat ~/.ssh/authorized_keys; exit 3')).exitCode).toBe(3);
    expect((await run('pwd')).output).toMatch(/\/i-1\/root\/root\n$/);
    expect((await run('kill -TERM $$')).exitCode).toBe(143);
    expect(guest.hasFolder('/root')).toBe(true);
    expect((await guest.run('pwd', { timeoutMs: PATIENCE_MS, cwd: '/root' })).output.toString()).toMatch(
      /\/i-1\/root\/root\n$/,
    );
    expect(await run('echo before; sleep 60', 3_000)).toEqual({ exitCode: null, timedOut: true, output: 'before\n' });
    await guests.close();
  });
});

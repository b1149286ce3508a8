import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { createGuests } from '../../../local/guest/index.ts';
import { PATIENCE_MS } from '../../time-limits.ts';
import { startGuest } from './running-guest.ts';
import { connect, createKey } from './ssh-client.ts';

const guests = await createGuests();
afterAll(() => guests.close());
const { isolation } = guests;
if (isolation.runner === 'none') {
  console.warn(`Scripts cannot be tested here: ${isolation.reason}`);
  // Where every test is skipped, the hook is too.
  await guests.close();
}

describe.skipIf(isolation.runner === 'none')('a script', () => {
  /** Longer than anybody waits, and this process’s number: no other run of these tests has that command. */
  const sleep = `sleep 600.${process.pid}`;
  /** Whether a process with just this command line is on the host. */
  const runs = (commandLine: string) =>
    readdirSync('/proc').some((pid) => {
      const file = `/proc/${pid}/cmdline`;
      return /^\d+$/.test(pid) && readIfThere(file).split('\0').join(' ').trim() === commandLine;
    });

  it('ends everything a script started when its time is up, and keeps what it printed', async () => {
    const { run } = await startGuest(guests);

    const result = await run(`echo before; setsid ${sleep} & (${sleep} &); trap "" TERM; ${sleep}`, {
      timeoutMs: 3_000,
    });

    expect(result).toMatchObject({ exitCode: null, timedOut: true, output: 'before\n' });
    await expect.poll(() => runs(sleep)).toBe(false);
  });

  it('ends what a script left in the background', async () => {
    const { run } = await startGuest(guests);

    expect(await run(`setsid ${sleep} >/dev/null 2>&1 & echo done`)).toMatchObject({
      exitCode: 0,
      output: 'done\n',
    });
    await expect.poll(() => runs(sleep)).toBe(false);
  });

  it('ends scripts that have only just begun', async () => {
    expect.hasAssertions();
    for (const delayMs of [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25]) {
      const { guest, run } = await startGuest(guests);
      const running = run(`exec ${sleep}`);
      await delay(delayMs);
      await guest.shutdown();
      expect(await running).toMatchObject({ exitCode: null });
    }
    await expect.poll(() => runs(sleep)).toBe(false);
  });

  it('ends a script when its guest goes down, and runs none while it is', async () => {
    const { guest, run } = await startGuest(guests);
    const running = run(`touch started; ${sleep}`);
    await expect.poll(() => run('cat started').then(({ exitCode }) => exitCode)).toBe(0);

    await guest.shutdown();

    expect(await running).toMatchObject({ exitCode: null, timedOut: false });
    await expect.poll(() => runs(sleep)).toBe(false);
    await expect(run('true')).rejects.toMatchObject({ code: 'NotRunning' });
  });

  it('a script does not hold up a shutdown with output that nobody reads', async () => {
    const key = createKey();
    const { guest } = await startGuest(guests, key);
    const client = await connect(await guest.sshPort(), key);
    const ended = once(client, 'close');
    const paused = new Promise<void>((resolve, reject) => {
      client.exec(`yes ${process.pid}`, (error, channel) => (error ? reject(error) : resolve(void channel.pause())));
    });
    await paused;
    await expect.poll(() => runs(`yes ${process.pid}`)).toBe(true);

    await guest.shutdown();

    client.destroy();
    await ended;
    await expect.poll(() => runs(`yes ${process.pid}`)).toBe(false);
  });

  it('runs two in one guest at once', async () => {
    const { run } = await startGuest(guests);

    const [one, two] = await Promise.all([
      run('mkfifo there back; echo ping >there; cat back'),
      run('until [ -p back ]; do sleep 0.01; done; cat there; echo pong >back'),
    ]);

    expect([one.output, two.output]).toEqual(['pong\n', 'ping\n']);
  });

  it('runs twenty in twenty guests, each in its own', async () => {
    const started = await Promise.all(Array.from({ length: 20 }, () => startGuest(guests)));

    const outputs = await Promise.all(started.map(({ run }) => run('hostname; cat /proc/sys/kernel/random/boot_id')));

    expect(outputs.map(({ output }) => output)).toEqual(
      started.map(({ guest }) => `${guest.instanceId}\n${guest.bootId}\n`),
    );
  });

  it('leaves no process and no file behind when closed', async () => {
    const dir = mkdtempSync(path.join(os.tmpdir(), 'keyfleet-scripts-'));
    chmodSync(dir, 0o711);
    const others = await createGuests({ dir });
    const guest = others.create({ instanceId: 'i-1' });
    await guest.boot({ keyPair: null });
    await guest.run('mkdir -p /root/closed/inside; chmod 0 /root/closed', { timeoutMs: PATIENCE_MS });
    const running = guest.run(sleep, { timeoutMs: PATIENCE_MS });

    await others.close();

    expect(await running).toMatchObject({ exitCode: null });
    await expect.poll(() => runs(sleep)).toBe(false);
    expect(readdirSync(dir)).toEqual([]);
    rmSync(dir, { recursive: true });
  });

  it('leaves no process behind when the local cloud is killed', async () => {
    const dir = mkdtempSync(path.join(os.tmpdir(), 'keyfleet-scripts-'));
    chmodSync(dir, 0o711);
    const program = path.join(import.meta.dirname, 'fixtures/run-one-script.ts');
    const cloud = spawn(process.execPath, ['--import', 'tsx', program, dir, sleep], { stdio: 'ignore' });
    await expect.poll(() => runs(sleep)).toBe(true);

    cloud.kill('SIGKILL');

    await expect.poll(() => runs(sleep)).toBe(false);
    rmSync(dir, { recursive: true });
  });
});

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

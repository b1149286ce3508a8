import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createGuests, type GuestsOptions } from '../../../local/guest/index.ts';
import { startGuest } from './running-guest.ts';
import { createKey } from './ssh-client.ts';

const isRoot = process.getuid?.() === 0;

/** A folder for guests until the test is over. */
function makeDir(name = 'dir'): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'keyfleet-rough-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  chmodSync(folder, 0o711);
  mkdirSync(path.join(folder, name), { mode: 0o711 });
  return path.join(folder, name);
}

async function openGuests(options: GuestsOptions) {
  const guests = await createGuests(options);
  onTestFinished(() => guests.close());
  return guests;
}

/** A small disk of its own. */
function mountDisk(): string {
  const dir = makeDir();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m,mode=711', 'tmpfs', dir]);
  onTestFinished(() => void execFileSync('umount', ['-l', dir]));
  return dir;
}

/** Leaves no room on a disk; returns what gives it back. */
function fillDisk(dir: string): () => void {
  const file = path.join(dir, 'filler');
  expect(() => writeFileSync(file, Buffer.alloc(4 * 1024 * 1024))).toThrow('ENOSPC');
  return () => rmSync(file);
}

const sshds = ['stand-in', 'auto'] as const;

describe('a rough machine', () => {
  for (const sshd of sshds) {
    for (const umask of [0o027, 0o077]) {
      it.skipIf(!isRoot)(`scripts run as root with umask ${umask.toString(8)}, sshd ${sshd}`, async () => {
        const dir = makeDir();
        const before = process.umask(umask);
        onTestFinished(() => void process.umask(before));
        const guests = await openGuests({ sshd, dir });
        const { run } = await startGuest(guests);

        expect(guests.isolation).not.toHaveProperty('reason');
        expect((await run('cat /proc/sys/kernel/random/boot_id && ls /etc/alternatives >/dev/null')).exitCode).toBe(0);
      });
    }

    it(`scripts run in a folder with an apostrophe, spaces and a backslash in its name, sshd ${sshd}`, async () => {
      const dir = makeDir(String.raw`it's "a" $(false) \040 folder`);
      const guests = await openGuests({ sshd, dir });
      const { run } = await startGuest(guests);

      expect(guests.isolation).not.toHaveProperty('reason');
      expect(await run('touch /usr/mine 2>/dev/null || echo "read only"')).toMatchObject({ output: 'read only\n' });
    });
  }

  it.skipIf(!isRoot)('a guest whose files found no room is made whole once there is some', async () => {
    const dir = mountDisk();
    const guests = await openGuests({ sshd: 'stand-in', dir });
    const giveBack = fillDisk(dir);
    const key = createKey();
    const { guest, run } = await startGuest(guests, key);
    await expect(run('true')).rejects.toThrow('ENOSPC');
    giveBack();

    expect((await run('cat /root/.ssh/authorized_keys /etc/passwd')).output).toContain('root:x:0:0');
    expect(guest.accepts('root', key.publicKey)).toBe(true);
  });

  it.skipIf(!isRoot)('a key pair that found no room at one start goes with the next one that replaces it', async () => {
    const dir = mountDisk();
    const guests = await openGuests({ sshd: 'stand-in', dir });
    const [first, second, third] = [createKey(), createKey(), createKey()];
    const { guest, run } = await startGuest(guests, first);
    await run('true');
    const giveBack = fillDisk(dir);
    await expect(guest.boot({ keyPair: { name: 'second', publicKey: second.publicKey } })).rejects.toThrow('ENOSPC');
    giveBack();
    await guest.boot({ keyPair: { name: 'third', publicKey: third.publicKey } });

    const taken = [first, second, third].map(({ publicKey }) => guest.accepts('root', publicKey));
    expect(taken).toEqual([false, false, true]);
  });

  it.skipIf(!isRoot)('what guests are prepared with leaves nothing behind where it finds no room', async () => {
    const dir = mountDisk();
    const giveBack = fillDisk(dir);
    await expect(createGuests({ sshd: 'stand-in', dir })).rejects.toThrow('ENOSPC');
    giveBack();

    expect(execFileSync('ls', ['-A', dir], { encoding: 'utf8' })).toBe('');
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, mkdtempSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createGuests } from '../../../local/guest/index.ts';
import { openOpensshGuests } from './openssh-guests.ts';
import { canLogIn, createKey } from './ssh-client.ts';

const { isThere, start } = await openOpensshGuests();

function newFolder(): string {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'keyfleet-openssh-'));
  chmodSync(dir, 0o711);
  return dir;
}

const namespaceOf = (pid: string) => {
  try {
    return readlinkSync(`/proc/${pid}/ns/ipc`);
  } catch {
    return '';
  }
};

/**
 * Counts the processes of the host that are in an IPC namespace, which a script has printed. It is held meanwhile: the
 * kernel gives the number of one that is gone to the next.
 */
function watch(namespace: string) {
  const members = () => readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && namespaceOf(pid) === namespace);
  const held = openSync(`/proc/${members()[0]}/ns/ipc`, 'r');
  onTestFinished(() => closeSync(held));
  return () => members().length;
}
const printNamespace = 'printf %s "$(readlink /proc/self/ns/ipc)"';

describe.skipIf(!isThere)("a guest's own sshd", () => {
  it('listens from the start to the shutdown of its instance', async () => {
    const { guest, run, key, port } = await start();
    expect(await canLogIn(port, key)).toBe(true);
    const count = watch((await run(printNamespace)).output);
    expect(count()).toBeGreaterThan(1);

    await guest.shutdown();

    await expect(canLogIn(port, key)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(count()).toBe(0);
    await guest.boot({ keyPair: { name: 'ops', publicKey: key.publicKey } });
    expect(await canLogIn(port, key)).toBe(true);
  });

  it('stays when a script starts another in its place, with a configuration of its own', async () => {
    const { run, key, port } = await start();
    const other = createKey();
    await run(`
kill "$(cat /run/sshd.pid)"
while [ -e /run/sshd.pid ]; do sleep 0.01; done
mkdir /etc/ssh/keys; echo '${other.publicKey}' >/etc/ssh/keys/root
{ echo 'AuthorizedKeysFile /etc/ssh/keys/%u'; cat /etc/ssh/sshd_config; } >/etc/ssh/other
/usr/sbin/sshd -f /etc/ssh/other
until [ -s /run/sshd.pid ]; do sleep 0.01; done`);

    expect([await canLogIn(port, other), await canLogIn(port, key)]).toEqual([true, false]);
  });

  it('leaves no process and no file behind when the guests are closed', async () => {
    const dir = newFolder();
    const others = await createGuests({ dir, sshd: 'openssh' });
    const counts = await Promise.all(
      [1, 2, 3].map(async (number) => {
        const guest = others.create({ instanceId: `i-${number}` });
        await guest.boot({ keyPair: null });
        const script = `${printNamespace}; (sleep 60 &) >/dev/null 2>&1; env -i setsid sleep 60 >/dev/null 2>&1 &`;
        return watch((await guest.run(script, { timeoutMs: 10_000 })).output.toString());
      }),
    );
    expect(counts.map((count) => count() > 0)).toEqual([true, true, true]);

    await others.close();

    expect(counts.map((count) => count())).toEqual([0, 0, 0]);
    expect(readdirSync(dir)).toEqual([]);
    rmSync(dir, { recursive: true });
  });

  it('ends with the local cloud, also when that is killed', async () => {
    const dir = newFolder();
    const program = path.join(import.meta.dirname, 'fixtures/serve-one-guest.ts');
    const cloud = spawn(process.execPath, ['--import', 'tsx', program, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(cloud.stdout, 'data');
    const below = familyOf(cloud);
    expect(below.map(nameOf)).toContain('sshd');

    cloud.kill('SIGKILL');

    await expect.poll(() => below.map(nameOf).filter((name) => name !== ''), { timeout: 5000 }).toEqual([]);
    rmSync(dir, { recursive: true });
  });
});

/** The processes that a process started, and those that these started. */
function familyOf({ pid = 0 }: ChildProcess): number[] {
  const family = new Set([pid]);
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)))
      if (family.has(statOf(Number(name)).parent)) family.add(Number(name));
  }
  return [...family].filter((each) => each !== pid);
}

/** Empty for one that is gone, or a zombie. */
const nameOf = (pid: number) => statOf(pid).name;

function statOf(pid: number): { name: string; parent: number } {
  try {
    const [, name = '', state, parent] =
      /^\d+ \((.*)\) (\S) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return state === 'Z' ? { name: '', parent: 0 } : { name, parent: Number(parent) };
  } catch {
    return { name: '', parent: 0 };
  }
}

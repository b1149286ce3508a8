import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { rebuildInPlace } from '../../build/in-place.ts';
import { root } from './run-keyfleet.ts';

const isRoot = process.getuid?.() === 0;
const anyPort = ['--port', '0', '--cloud-port', '0', '--guest-sshd', 'stand-in'];

function makeDir(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'keyfleet-rough-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function mount(dir: string, ...args: string[]): string {
  execFileSync('mount', [...args, dir]);
  onTestFinished(() => void execFileSync('umount', ['-l', dir]));
  return dir;
}

/** The checkout at another place. What is mounted below does not show in the real one. */
function mountCheckout(): string {
  const checkout = mount(makeDir(), '--bind', root);
  execFileSync('mount', ['--make-private', checkout]);
  return checkout;
}

const mountDisk = (size: string) => mount(makeDir(), '-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs');

/** A command line of a checkout, from its start to its end or its ready line. */
function start(line: readonly string[], { cwd = root, env = {} }: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) {
  const [file = '', ...args] = line;
  const { PATH, HOME } = process.env;
  const child = spawn(file, args, { cwd, env: { PATH, HOME, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return { child, stderr: () => stderr };
}

async function readyLine({ stdout }: ChildProcess): Promise<{ cloud: string }> {
  if (stdout) {
    for await (const line of createInterface({ input: stdout }))
      if (line.startsWith('ready ')) return JSON.parse(line.slice(6)) as { cloud: string };
  }
  throw new Error('no ready line');
}

/** Exit code and signal, once all that it printed was read. */
function ended(child: ChildProcess): Promise<unknown[]> {
  child.stdout?.resume();
  return once(child, 'close');
}

const keyfleet = (...args: string[]) => [process.execPath, 'cli/keyfleet.mjs', ...args];

/** With a TMPDIR of its own: what watches over child processes of the suite gives them the suite's. */
const unwatched = (...args: string[]) => ['env', '-u', 'NODE_OPTIONS', ...keyfleet(...args)];

describe('keyfleet local on a rough machine', () => {
  const disks: [string, (dir: string) => void, string][] = [
    [
      'full',
      (dir) => expect(() => writeFileSync(path.join(dir, 'f'), Buffer.alloc(2 ** 21))).toThrow('ENOSPC'),
      'no room left',
    ],
    ['read-only', (dir) => void execFileSync('mount', ['-o', 'remount,ro', dir]), 'the file system is read-only'],
  ];
  for (const [what, spoil, problem] of disks) {
    for (const command of [['local', ...anyPort], ['demo']]) {
      it.skipIf(!isRoot)(`keyfleet ${command[0]} ends with a sentence where TMPDIR is ${what}`, async () => {
        const TMPDIR = mountDisk('1m');
        spoil(TMPDIR);
        const { child, stderr } = start(unwatched(...command), { env: { TMPDIR } });

        expect(await ended(child)).toEqual([1, null]);
        expect(stderr()).toMatch(new RegExp(`^keyfleet: ${TMPDIR}\\S*: .*${problem}.*TMPDIR.*\\n$`));
      });
    }
  }

  for (const command of [['local', ...anyPort], ['demo']]) {
    it.skipIf(!isRoot)(
      `keyfleet ${command[0]} ends with a sentence where nothing is reached at 127.0.0.1`,
      async () => {
        const { child, stderr } = start(['unshare', '-n', ...keyfleet(...command)]);

        expect(await ended(child)).toEqual([1, null]);
        expect(stderr()).toBe(
          'keyfleet: nothing on this machine is reached at 127.0.0.1: is its loopback interface up?\n',
        );
      },
    );
  }

  it.skipIf(!isRoot)('keyfleet local takes prebuilt bundles from a read-only checkout at another place', async () => {
    await rebuildInPlace();
    utimesSync(path.join(root, 'functions/attach.ts'), new Date(), new Date());
    const checkout = mountCheckout();
    execFileSync('mount', ['-o', 'remount,bind,ro', checkout]);
    const TMPDIR = mountDisk('64m');
    const { child } = start(unwatched('local', ...anyPort), { cwd: checkout, env: { TMPDIR } });
    const { cloud } = await readyLine(child);

    expect((await fetch(`${cloud}/_local/settings`)).status).toBe(200);
    expect(execFileSync('ls', ['-A', TMPDIR], { encoding: 'utf8' })).not.toContain('keyfleet-functions');
  });

  it.skipIf(!isRoot)('keyfleet local builds aside in a read-only checkout without bundles', async () => {
    mkdirSync(path.join(root, 'dist'), { recursive: true });
    const checkout = mountCheckout();
    mount(path.join(checkout, 'dist'), '-t', 'tmpfs', '-o', 'ro', 'tmpfs');
    execFileSync('mount', ['-o', 'remount,bind,ro', checkout]);
    const { child } = start(keyfleet('local', ...anyPort), { cwd: checkout });

    expect((await fetch(`${(await readyLine(child)).cloud}/_local/settings`)).status).toBe(200);
  });

  it('keyfleet local ends when the npx that started it is told to', async () => {
    const { child } = start(['npx', 'keyfleet', 'local', ...anyPort]);
    const { cloud } = await readyLine(child);
    child.kill('SIGTERM');

    await expect.poll(() => fetch(cloud).catch((error: Error) => error.message)).toBe('fetch failed');
  });
});

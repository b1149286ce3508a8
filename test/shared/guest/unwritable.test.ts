import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addKeyScript, removeKeyScript } from '../../../shared/guest/scripts.ts';
import { Guest } from './guest.ts';
import { inEachShell } from './in-each-shell.ts';
import { newKey } from './keys.ts';
import { canMount, isRoot, which } from './shells.ts';

const key = newKey();
const keep = newKey('ssh-rsa');
const lines = Array.from({ length: 25 }, () => `${newKey('ssh-rsa')} someone`);
const content = [...lines.slice(0, 12), `${key} here`, `${keep} x`, ...lines.slice(12)]
  .map((line) => `${line}\n`)
  .join('');
const without = content.replace(`${key} here\n`, '');
const add = addKeyScript({ user: 'admin', publicKey: `${key} here` });
const remove = removeKeyScript({ user: 'admin', remove: key, keep });

describe('a full disk', () => {
  inEachShell((shell) => {
    it.for([
      ['adding', add, without, `${without}${key} here\n`],
      ['removing', remove, content, without],
    ] as const)('means all or nothing when %s, wherever it runs out', async ([, script, before, after], { skip }) => {
      skip(!canMount, 'no user namespaces here');
      const codes = [];
      for (const freePages of [0, 1, 2, 3, 4, 5, 6, 7, 9, 20]) {
        const { report, file, listing } = await onFullDisk(new Guest(shell), script, before, freePages);
        codes.push(report.code);
        expect({
          ok: report.ok,
          changed: report.changed,
          code: report.code,
          listing,
          isRight: file === (report.ok ? after : before),
        }).toEqual({
          ok: report.ok,
          changed: report.ok,
          code: report.ok ? null : 'NoSpace',
          listing: 'authorized_keys\n',
          isRight: true,
        });
      }
      expect([codes[0], codes.at(-1)]).toEqual(['NoSpace', null]);
      expect(codes.filter(Boolean).length).toBeGreaterThan(3);
    });
  });
});

describe('a read-only file system', () => {
  inEachShell((shell) => {
    it('is a clean failure', async ({ skip }) => {
      skip(!canMount, 'no user namespaces here');
      const guest = new Guest(shell, content);

      const { report } = await guest.run(remove, {
        around: inNamespace(`mount --bind ${guest.home} ${guest.home}; mount -o remount,ro,bind ${guest.home}`),
      });

      expect([report.ok, report.code, report.changed, guest.read()]).toEqual([false, 'ReadOnly', false, content]);
      expect(report.keys.length).toBeGreaterThan(0);
    });

    it('is no obstacle when there is nothing to do', async ({ skip }) => {
      skip(!canMount, 'no user namespaces here');
      const guest = new Guest(shell, content);

      const { report } = await guest.run(add, {
        around: inNamespace(`mount --bind ${guest.home} ${guest.home}; mount -o remount,ro,bind ${guest.home}`),
      });

      expect([report.ok, report.changed]).toEqual([true, false]);
    });
  });
});

describe('an immutable file', () => {
  inEachShell((shell) => {
    it.for(['authorized_keys', '.'])('is a clean failure: chattr +i %s', async (name, { skip }) => {
      const guest = new Guest(shell, content);
      skip(!makeImmutable(join(guest.home, '.ssh', name)), 'this user or file system knows no chattr +i');

      const { report } = await guest.run(remove);

      expect([report.ok, report.code, report.changed, guest.read()]).toEqual([false, 'ReadOnly', false, content]);
      expect(guest.listing()).toEqual(['authorized_keys']);
    });
  });
});

/** A command that prepares something with mounts of its own and then runs what follows it. */
function inNamespace(prepare: string, afterwards = ''): string[] {
  const steps = `tools=$PATH; PATH=/usr/sbin:/usr/bin:/sbin:/bin; ${prepare}; env PATH="$tools" "$@"; ${afterwards}`;
  return [which('unshare') ?? 'unshare', '-Urm', '/bin/sh', '-c', steps, 'sh'];
}

/** Runs a script in a home that has this many pages of 4 KiB left, and says what was in it afterwards. */
async function onFullDisk(guest: Guest, script: string, before: string, freePages: number) {
  const seed = join(guest.root, 'seed');
  writeFileSync(seed, before);
  const prepare = `
    mount -t tmpfs -o size=128k,mode=755 none ${guest.home}
    mkdir -m 700 ${guest.home}/.ssh; install -m 600 ${seed} ${guest.file}
    dd if=/dev/zero of=${guest.home}/filler bs=4k 2>/dev/null; truncate -s -${freePages * 4}K ${guest.home}/filler`;
  const { report, output } = await guest.run(script, {
    around: inNamespace(prepare, `echo =====; ls -A ${guest.home}/.ssh; echo =====; cat ${guest.file}`),
  });
  const [, listing, file] = output.split('=====\n');
  return { report, listing, file };
}

function makeImmutable(path: string): boolean {
  onTestFinished(() => void spawnSync('chattr', ['-i', path]));
  return isRoot && spawnSync('chattr', ['+i', path]).status === 0;
}

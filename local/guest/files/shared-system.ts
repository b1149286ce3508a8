import { chmodSync, copyFileSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { makeFile, makeFolder } from './make.ts';

/** Read-only parts that all guests share: nothing in it is a secret, and no guest can change it. */
export interface SharedSystem {
  readonly path: string;
  /** Copies of the host's `/etc/alternatives` links, through which awk and others are found. */
  readonly alternatives: string;
  /** What guests see as `/usr/local`: commands that stand in for those that cannot work there; none in `plain`. */
  local(kind: 'separate' | 'shared' | 'plain'): string;
}

const shims = path.join(import.meta.dirname, 'shims');

/** Creates the shared parts in `folder`, which is made. */
export function createSharedSystem(folder: string): SharedSystem {
  makeFolder(folder);
  const system: SharedSystem = {
    path: folder,
    alternatives: path.join(folder, 'alternatives'),
    local: (kind) => path.join(folder, `local-${kind}`),
  };
  createLocal(system.local('plain'), {});
  const served = { sshd: 'sshd.sh', ssh: 'ssh.sh' };
  createLocal(system.local('separate'), served);
  createLocal(system.local('shared'), { ...served, chown: 'chown.sh', chgrp: 'chown.sh' });
  copyAlternatives(system.alternatives);
  createDevices(path.join(folder, 'dev'));
  return system;
}

function createLocal(folder: string, commands: Readonly<Record<string, string>>): void {
  const sbin = path.join(folder, 'sbin');
  makeFolder(folder);
  for (const name of ['bin', 'sbin', 'questions']) makeFolder(path.join(folder, name));
  for (const [name, source] of Object.entries(commands)) {
    copyFileSync(path.join(shims, source), path.join(sbin, name));
    chmodSync(path.join(sbin, name), 0o755);
  }
}

/** Most alternatives are pages of manuals, e.g. `awk.1.gz`. */
const MANUAL = /\.\d\w*\.gz$/;

function copyAlternatives(folder: string): void {
  makeFolder(folder);
  const host = '/etc/alternatives';
  for (const entry of listFolder(host)) {
    if (entry.isSymbolicLink() && !MANUAL.test(entry.name))
      symlinkSync(readlinkSync(path.join(host, entry.name)), path.join(folder, entry.name));
  }
}

function listFolder(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Empty files to mount the host's devices upon. */
function createDevices(folder: string): void {
  makeFolder(folder);
  for (const name of ['shm', 'pts']) makeFolder(path.join(folder, name));
  for (const name of ['null', 'zero', 'full', 'random', 'urandom', 'tty']) makeFile(path.join(folder, name), '');
  const links = { fd: '', stdin: '/0', stdout: '/1', stderr: '/2' };
  for (const [name, suffix] of Object.entries(links)) symlinkSync(`/proc/self/fd${suffix}`, path.join(folder, name));
  symlinkSync('pts/ptmx', path.join(folder, 'ptmx'));
}

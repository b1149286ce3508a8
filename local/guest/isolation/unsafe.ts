import { type ChildProcess, spawn } from 'node:child_process';
import { hostIdentity } from '../identity.ts';
import type { Runner } from './runner.ts';

/**
 * No isolation: commands run on the host, with the guest's folder as working directory and HOME (see `commandLine`).
 * Absolute paths in a script are the host's. What a script left behind in a session of its own outlives it.
 * When we are the host's root, they run as an unprivileged user all the same.
 */
export function createUnsafeRunner(launcher: string): Runner {
  const identity = hostIdentity('shared');
  return {
    name: 'unsafe',
    users: 'shared',
    identity,
    start: (place, command, stdio) => {
      const args = ['-c', launcher, 'sh', ...command.argv];
      const owner = identity.canGive ? identity.root : {};
      return killsItsGroup(spawn('/bin/sh', args, { ...owner, cwd: place.root, detached: true, stdio }));
    },
  };
}

/** Makes `kill` reach the children too: there is no namespace whose end would end them. */
function killsItsGroup(child: ChildProcess): ChildProcess {
  const killOne = child.kill.bind(child);
  child.kill = (signal = 'SIGTERM') => {
    if (child.pid === undefined) return killOne(signal);
    // What escaped to another session may hold these open for as long as it likes.
    for (const stream of [child.stdout, child.stderr]) stream?.destroy();
    try {
      return process.kill(-child.pid, signal);
    } catch {
      return false;
    }
  };
  return child;
}

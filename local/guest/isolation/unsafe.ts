import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { SharedSystem } from '../files/shared-system.ts';
import { hostIdentity } from '../identity.ts';
import { spawnGroup } from './process-group.ts';
import type { Runner } from './runner.ts';

/**
 * No isolation: commands run on the host, with the guest's folder as working directory and HOME (see `commandLine`).
 * Absolute paths in a script are the host's, but `sshd -T` and the question of `ssh` are the guest's. What a script left behind in a session of its own outlives it.
 * When we are the host's root, they run as an unprivileged user all the same.
 */
export function createUnsafeRunner(launcher: string, system: SharedSystem): Runner {
  const identity = hostIdentity('shared');
  return {
    name: 'unsafe',
    users: 'shared',
    identity,
    commands: path.join(system.local('separate'), 'sbin'),
    start: (place, command, stdio) => {
      const args = ['-c', launcher, 'sh', ...command.argv];
      const owner = identity.canGive ? identity.root : {};
      return letsGo(spawnGroup('/bin/sh', args, { ...owner, cwd: place.root, stdio }));
    },
  };
}

/** What escaped to another session cannot be ended, and may hold the output open for as long as it likes. */
function letsGo(child: ChildProcess): ChildProcess {
  const killGroup = child.kill;
  child.kill = (signal) => {
    for (const stream of [child.stdout, child.stderr]) stream?.destroy();
    return killGroup(signal);
  };
  return child;
}

import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/**
 * Starts a command in a session of its own, without a terminal, and in a process group that `kill` reaches as a whole.
 * Killing only the first process is not enough: for a moment its child is not yet bound to end with it. The first process
 * of a guest's namespaces has to stay in the group (so no `--new-session` for bwrap): with it the others end.
 */
export function spawnGroup(file: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(file, args, { ...options, detached: true });
  const { pid } = child;
  let isGone = pid === undefined;
  child.once('close', () => {
    isGone = true;
  });
  child.kill = (signal = 'SIGTERM') => {
    if (isGone || pid === undefined) return false;
    try {
      return process.kill(-pid, signal);
    } catch {
      return false;
    }
  };
  return child;
}

import type { ChildProcess } from 'node:child_process';

/**
 * Ends a process and all that it started. What they still printed is read and dropped: `close` comes only when nothing is
 * left to read, and its reader may have stopped.
 */
export function kill(child: ChildProcess): void {
  child.kill('SIGKILL');
  for (const stream of [child.stdout, child.stderr]) {
    stream?.unpipe();
    stream?.resume();
  }
}

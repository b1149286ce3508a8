import type { ChildProcess } from 'node:child_process';
import type { Connection, ServerChannel, Session } from 'ssh2';
import { kill } from '../process/kill.ts';

/**
 * Serves the sessions of one client: `exec`, and `shell` without a terminal. A terminal (`pty-req`) is refused, so that
 * an interactive client keeps its own line editing; so are sftp and forwarding.
 */
export function serveSessions(
  client: Connection,
  execute: (commandLine: string | undefined) => ChildProcess | number,
): void {
  client.on('session', (accept) => {
    const session: Session = accept();
    session.on('pty', (_accept, reject) => reject?.());
    session.on('exec', (acceptExec, _reject, { command }) => attach(acceptExec(), execute(command)));
    session.on('shell', (acceptShell) => attach(acceptShell(), execute(undefined)));
  });
}

/** Connects a channel to a process, or answers with an exit code at once. */
function attach(channel: ServerChannel, outcome: ChildProcess | number): void {
  if (typeof outcome === 'number') {
    if (outcome === noIsolationExit)
      channel.stderr.write('This guest cannot run commands: no isolation on this host\n');
    return end(channel, outcome);
  }
  outcome.stdout?.pipe(channel, { end: false });
  outcome.stderr?.pipe(channel.stderr, { end: false });
  if (outcome.stdin) channel.pipe(outcome.stdin).on('error', () => outcome.stdin?.destroy());
  channel.on('error', () => kill(outcome));
  channel.on('close', () => kill(outcome));
  outcome.on('error', () => end(channel, noIsolationExit));
  outcome.on('close', (exitCode) => end(channel, exitCode ?? 255));
}

/** What a command answers that cannot be run (126, "found but not executable", as in sh). */
export const noIsolationExit = 126;

function end(channel: ServerChannel, exitCode: number): void {
  channel.exit(exitCode);
  channel.end();
}

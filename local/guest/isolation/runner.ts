import type { ChildProcess, StdioOptions } from 'node:child_process';
import type { HostIdentity, UserKind } from '../identity.ts';

/** Where a guest lives on the host. */
export interface Place {
  readonly hostname: string;
  /** The folder that the guest sees as `/`. */
  readonly root: string;
  /** The file that the guest sees as `/proc/sys/kernel/random/boot_id`. */
  readonly bootIdFile: string;
}

/** What to run in a guest, and as which of its users. */
export interface Command {
  readonly user: UserKind;
  readonly argv: readonly string[];
}

/** Starts processes inside guests. `unsafe` starts them on the host. */
export interface Runner {
  readonly name: 'bwrap' | 'unshare' | 'unsafe';
  /** Whether a guest's second user has a uid of its own, or shares root's. */
  readonly users: 'separate' | 'shared';
  readonly identity: HostIdentity;
  /** SIGKILL to the process that this returns ends everything that the command started. */
  start(place: Place, command: Command, stdio: StdioOptions): ChildProcess;
}

/**
 * What a guest's root may do: own, read and change any of the guest's files, signal its processes, and become its other
 * user. No mounts, no network, no devices.
 */
export const capabilities = ['chown', 'dac_override', 'fowner', 'fsetid', 'kill', 'setuid', 'setgid'] as const;

import type { ChildProcess, StdioOptions } from 'node:child_process';
import type { HostIdentity, UserKind } from '../identity.ts';

/** Where a guest lives on the host. */
export interface Place {
  readonly hostname: string;
  /** The folder that the guest sees as `/`. */
  readonly root: string;
  /** The file that the guest sees as `/proc/sys/kernel/random/boot_id`. */
  readonly bootIdFile: string;
  /** The folder in which it asks the stand-in for sshd; it sees it as `/usr/local/questions`. */
  readonly questions: string;
}

/** What to run in a guest, and as which of its users. */
export interface Command {
  readonly user: UserKind;
  readonly argv: readonly string[];
}

/** Guests that run from boot to shutdown, each with its own sshd. */
export interface OpensshWorlds {
  /**
   * Starts a guest's first process and its sshd, unless they run. Resolves when sshd listens, or has refused to.
   * @param hostKey an OpenSSH private key, which the guest keeps in memory
   */
  bringUp(place: Place, hostKey: string): Promise<void>;
  /** One TCP connection to port 22 of a guest that is up: what goes in and out of the process. */
  connect(place: Place): ChildProcess;
  /** Ends all that runs in a guest. */
  bringDown(place: Place): Promise<void>;
}

/** Starts processes inside guests. `unsafe` starts them on the host. */
export interface Runner {
  readonly name: 'bwrap' | 'unshare' | 'unsafe';
  /** Whether a guest's second user has a uid of its own, or shares root's. */
  readonly users: 'separate' | 'shared';
  readonly identity: HostIdentity;
  /** Where guests are served by an OpenSSH server of their own; elsewhere ssh2 stands in. */
  readonly openssh?: OpensshWorlds;
  /** The folder of the commands that guests find first, where they have no `/usr/local` of their own. */
  readonly commands?: string;
  /** SIGKILL to the process that this returns ends everything that the command started. */
  start(place: Place, command: Command, stdio: StdioOptions): ChildProcess;
}

/**
 * What a guest's root may do: own, read and change any of the guest's files, signal its processes, and become its other
 * user. No mounts, no network, no devices.
 */
export const capabilities = ['chown', 'dac_override', 'fowner', 'fsetid', 'kill', 'setuid', 'setgid'] as const;

import { chmodSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { removeFolder } from './files/remove-folder.ts';
import { createSharedSystem } from './files/shared-system.ts';
import { Guest } from './guest.ts';
import type { GuestSpec } from './guest-options.ts';
import type { GuestHost } from './host.ts';
import { hostIdentity } from './identity.ts';
import { chooseRunner, type RunnerChoice } from './isolation/choose-runner.ts';
import { systemFolders } from './isolation/system-folders.ts';
import { createLimiter } from './process/limiter.ts';

export { GuestError, type GuestErrorCode } from './errors.ts';
export type { AttachedKeyPair } from './files/take-key-pair.ts';
export type { Guest } from './guest.ts';
export type { BootOptions, GuestSpec, RunOptions } from './guest-options.ts';
export type { ScriptResult } from './process/collect.ts';

/** Choice: as many scripts at once as keep a machine of two cores busy without starving what drives them. */
const scriptsAtOnce = 8;

/** How guests are kept apart from the host. */
export interface Isolation {
  /** Proven by a canary run at start; `unsafe` only on request; `none`: logins work, scripts do not. */
  readonly runner: 'bwrap' | 'unshare' | 'unsafe' | 'none';
  /**
   * `separate`: the second user has a uid of its own, and ownership is real (when we are the host's root). `shared`: both
   * users are one uid; `chown` to the other succeeds without effect, and every file seems to be the viewer's.
   */
  readonly users: 'separate' | 'shared';
  /** One line, when `none`. */
  readonly reason?: string;
}

/** Settings of the guests. */
export interface GuestsOptions {
  /** Where their files live: a fresh folder in the system's temporary folder by default. Removed by `close`. */
  readonly dir?: string;
  /** `auto` by default. */
  readonly runner?: RunnerChoice;
  /** Clock for `startedAt`. */
  readonly now?: () => Date;
}

/** The emulated instances of one local cloud. */
export interface Guests {
  readonly isolation: Isolation;
  /** A guest that is switched off. It costs next to nothing until it is logged in to, looked into, or runs a script. */
  create(spec: GuestSpec): Guest;
  /** Ends connections and scripts, and removes all files. */
  close(): Promise<void>;
}

/** Prepares to emulate instances: chooses and proves the isolation of their scripts. */
export async function createGuests(options: GuestsOptions = {}): Promise<Guests> {
  const folder = await createFolder(options.dir);
  const system = createSharedSystem(path.join(folder, 'system'));
  const folders = systemFolders();
  const chosen = await chooseRunner(options.runner ?? 'auto', { folder: path.join(folder, 'trials'), system, folders });
  const { runner, reason } = chosen;
  const identity = runner?.identity ?? hostIdentity('shared');
  const limitScripts = createLimiter(scriptsAtOnce);
  const now = options.now ?? (() => new Date());
  const host: GuestHost = { folder: path.join(folder, 'guests'), identity, folders, runner, limitScripts, now };
  const guests = new Set<Guest>();
  return {
    isolation: { runner: runner?.name ?? 'none', users: runner?.users ?? 'shared', ...(reason && { reason }) },
    create: (spec) => {
      const guest: Guest = new Guest(spec, host, () => guests.delete(guest));
      guests.add(guest);
      return guest;
    },
    close: async () => {
      await Promise.all([...guests].map((guest) => guest.shutdown()));
      chosen.close();
      await removeFolder(folder);
    },
  };
}

/** Other users of the host may pass through to what is theirs, but not look around. */
async function createFolder(dir: string | undefined): Promise<string> {
  if (dir) await mkdir(dir, { recursive: true });
  const folder = await mkdtemp(path.join(dir ?? os.tmpdir(), 'keyfleet-guests-'));
  for (const name of ['trials', 'guests']) await mkdir(path.join(folder, name), { mode: 0o711 });
  chmodSync(folder, 0o711);
  return folder;
}

import { chmodSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { makeTemporaryFolder } from '../temporary/folder.ts';
import { removeFolder } from '../temporary/remove-folder.ts';
import { makeFolder } from './files/make.ts';
import { createSharedSystem } from './files/shared-system.ts';
import { Guest } from './guest.ts';
import type { GuestSpec } from './guest-options.ts';
import type { GuestHost } from './host.ts';
import { hostIdentity } from './identity.ts';
import { chooseRunner } from './isolation/choose-runner.ts';
import type { Isolation, RunnerChoice, SshdChoice } from './isolation/isolation.ts';
import { systemFolders } from './isolation/system-folders.ts';
import { createLimiter } from './process/limiter.ts';
import { createTurns } from './process/turns.ts';

export { GuestError, type GuestErrorCode } from './errors.ts';
export type { AttachedKeyPair } from './files/take-key-pair.ts';
export type { Guest } from './guest.ts';
export type { BootOptions, GuestSpec, RunOptions } from './guest-options.ts';
export type { Isolation } from './isolation/isolation.ts';
export type { ScriptResult } from './process/collect.ts';

/** Choice: as many scripts at once as keep a machine of two cores busy without starving what drives them. */
const scriptsAtOnce = 8;

/** Settings of the guests. */
export interface GuestsOptions {
  /** Where their files live: a fresh folder in the system's temporary folder by default. Removed by `close`. */
  readonly dir?: string;
  /** `auto` by default. */
  readonly runner?: RunnerChoice;
  /** What serves logins. `auto` by default: OpenSSH where it is installed, we are root, and `runner` is `auto` too. */
  readonly sshd?: SshdChoice;
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
  const folder = await makeTemporaryFolder('keyfleet-guests', await existing(options.dir));
  try {
    return await openGuests(folder, options);
  } catch (error) {
    await removeFolder(folder);
    throw error;
  }
}

async function existing(dir: string | undefined): Promise<string | undefined> {
  if (dir) await mkdir(dir, { recursive: true });
  return dir;
}

async function openGuests(folder: string, options: GuestsOptions): Promise<Guests> {
  // Other users of the host may pass through to what is theirs, but not look around.
  chmodSync(folder, 0o711);
  for (const name of ['trials', 'guests']) makeFolder(path.join(folder, name), 0o711);
  const system = createSharedSystem(path.join(folder, 'system'));
  const folders = systemFolders();
  const choice = { runner: options.runner ?? 'auto', sshd: options.sshd ?? 'auto' } as const;
  const chosen = await chooseRunner(choice, { folder: path.join(folder, 'trials'), system, folders });
  const { runner, reason, standInReason } = chosen;
  const hasSshd = runner?.openssh !== undefined;
  const identity = runner?.identity ?? hostIdentity('shared');
  const limitScripts = createLimiter(scriptsAtOnce);
  const now = options.now ?? (() => new Date());
  const host: GuestHost = {
    folder: path.join(folder, 'guests'),
    identity,
    folders,
    hasSshd,
    runner,
    limitScripts,
    inTurn: createTurns(),
    now,
  };
  const guests = new Set<Guest>();
  return {
    isolation: {
      runner: runner?.name ?? 'none',
      users: runner?.users ?? 'shared',
      sshd: hasSshd ? 'openssh' : 'stand-in',
      ...(reason && { reason }),
      ...(standInReason && { standInReason }),
    },
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

import type { FileContext } from './files/create-guest-files.ts';
import type { HostIdentity } from './identity.ts';
import type { Runner } from './isolation/runner.ts';
import type { SystemFolders } from './isolation/system-folders.ts';

/** What all guests of one host share. */
export interface GuestHost extends FileContext {
  /** Holds one folder per guest. */
  readonly folder: string;
  readonly identity: HostIdentity;
  readonly folders: SystemFolders;
  /** Null where scripts cannot be isolated. */
  readonly runner: Runner | null;
  /** Holds scripts back until there is room for one more. */
  limitScripts<T>(task: () => Promise<T>): Promise<T>;
  /** Runs what makes a guest's files, one guest in each turn of the event loop. */
  inTurn(task: () => void): Promise<void>;
  now(): Date;
}

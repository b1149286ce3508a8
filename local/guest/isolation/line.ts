import type { SharedSystem } from '../files/shared-system.ts';
import { otherUserId } from '../identity.ts';
import type { SystemFolders } from './system-folders.ts';

/** A command line and the variables it needs. */
export interface Line {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** What all command lines of one runner have in common. */
export interface LineContext {
  readonly system: SharedSystem;
  readonly folders: SystemFolders;
  readonly users: 'separate' | 'shared';
  /** What the guest sees as `/usr/local`; as `users` by default. */
  readonly local?: 'plain';
  /** Text of launcher.sh. */
  readonly launcher: string;
}

/** Turns a guest's root into its other user, where that has a uid of its own. */
export const becomeOther = ['setpriv', `--reuid=${otherUserId}`, `--regid=${otherUserId}`, '--clear-groups', '--'];

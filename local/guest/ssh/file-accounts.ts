import { findKey } from '../accounts.ts';
import type { GuestFiles } from '../files/guest-files.ts';
import type { HostIdentity } from '../identity.ts';
import { type Accounts, clientAddress } from './authenticate.ts';
import { readSshdSettings } from './sshd-settings.ts';

/** What the stand-in knows of a guest beside its files. */
export interface GuestAccounts {
  files(): GuestFiles;
  /** Users and their homes. */
  readonly homes: ReadonlyMap<string, string>;
  readonly identity: HostIdentity;
  hasPassword(user: string, password: string): boolean;
}

/** A guest's accounts, keys and settings, read from its files at each question. */
export function fileAccounts({ files, homes, identity, hasPassword }: GuestAccounts): Accounts {
  const { root, other } = identity;
  const settings = () => readSshdSettings(files().read('/etc/ssh/sshd_config'));
  return {
    settings,
    hasPassword,
    groupsOf: (user) => groupsOf(user, files().read('/etc/passwd'), files().read('/etc/group')),
    findKey: (user, key) => {
      const home = homes.get(user);
      if (home === undefined) return undefined;
      const { keysFiles, strictModes } = settings();
      const owners = user === 'root' ? [root.uid] : [root.uid, other.uid];
      const conditions = { owners, isStrict: strictModes, address: clientAddress, now: new Date() };
      for (const pattern of keysFiles) {
        const file = files().readFile(pathOf(pattern, user, home));
        const found = file && findKey(file, key, conditions);
        if (found) return found;
      }
      return undefined;
    },
  };
}

/** A path that is not absolute is below the home (sshd_config(5) AuthorizedKeysFile). */
function pathOf(pattern: string, user: string, home: string): string {
  const values: Record<string, string> = { '%h': home, '%u': user, '%%': '%' };
  const path = pattern.replace(/%[hu%]/g, (token) => values[token] ?? token);
  return path.startsWith('/') ? path : `${home}/${path}`;
}

/** By /etc/passwd and /etc/group: the user's own group, and those that name it. */
function groupsOf(user: string, passwd: string, group: string): string[] {
  const rows = (text: string) => text.split('\n').map((line) => line.split(':'));
  const gid = rows(passwd).find(([name]) => name === user)?.[3];
  return rows(group)
    .filter(([, , id, members = '']) => (gid !== undefined && id === gid) || members.split(',').includes(user))
    .map(([name = '']) => name);
}

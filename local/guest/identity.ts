import { existsSync, readFileSync } from 'node:fs';

/** A uid and a gid of the host. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** A guest's two users: `root`, and the one with a name of its own. */
export type UserKind = 'root' | 'other';

/** Who a guest's two users are on the host. */
export interface HostIdentity {
  readonly root: Owner;
  readonly other: Owner;
  /** Whether we may hand files and processes to them: we are the host's root. */
  readonly canGive: boolean;
  /** How many ids the guest has, from root's on; absent where it has its two users alone. */
  readonly idCount?: number;
}

/** uid and gid of the second user as the guest sees it: the first that distributions give to a person. */
export const otherUserId = 1000;

/**
 * Ids that systemd's "Users, Groups, UIDs and GIDs" lists as unused (65520-65533) and that exist even in a container of
 * 65,536 ids. A guest never has the host's uid 0: mapped into a user namespace it could still write the host's /proc/sys.
 */
const unusedRoot: Owner = { uid: 65520, gid: 65520 };
const unusedOther: Owner = { uid: 65521, gid: 65521 };

/**
 * Whether the local cloud runs as the host's root. Not in a user namespace that has no other ids to give: its root is
 * somebody else outside, and like any user it can only be itself. (A root that is root outside too stays one.)
 */
export function isHostRoot(): boolean {
  return process.getuid?.() === 0 && (hasId(unusedRoot.uid) || hasId(0, 0));
}

/** Whether our user namespace has an id, and, if asked, whether that is a certain one outside (user_namespaces(7)). */
function hasId(wanted: number, outside?: number): boolean {
  const map = existsSync('/proc/self/uid_map') ? readFileSync('/proc/self/uid_map', 'utf8') : '0 0 4294967295';
  return map.split('\n').some((line) => {
    const [first = 0, outer = 0, count = 0] = line.trim().split(/\s+/).map(Number);
    const isIn = wanted >= first && wanted < first + count;
    return isIn && (outside === undefined || outer + wanted - first === outside);
  });
}

/**
 * The ids of a guest that is a whole system, with users of its own making: beyond those that distributions give to
 * people, services and subordinate users of the first accounts by default (useradd(8) SUB_UID_MIN 100000).
 */
const rangeStart = 200_000;
const rangeCount = 65_536;

/** A guest's ids as a range of the host's; undefined where we are not the host's root, or the range is not ours to give. */
export function rangeIdentity(): HostIdentity | undefined {
  if (!isHostRoot() || !hasId(rangeStart) || !hasId(rangeStart + rangeCount - 1)) return undefined;
  const owner = (id: number): Owner => ({ uid: rangeStart + id, gid: rangeStart + id });
  return { root: owner(0), other: owner(otherUserId), canGive: true, idCount: rangeCount };
}

/** The two users as two ids of the host (only root can arrange that), or both as one. */
export function hostIdentity(users: 'separate' | 'shared'): HostIdentity {
  if (isHostRoot()) return { root: unusedRoot, other: users === 'separate' ? unusedOther : unusedRoot, canGive: true };
  const ourselves = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  return { root: ourselves, other: ourselves, canGive: false };
}

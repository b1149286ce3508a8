import { createHash } from 'node:crypto';

/** The tag of a secret that says whose rotation it belongs to: `<account>/<fleet>/<function>`. */
export const OWNER_TAG = 'keyfleet:owner';

/** Whose rotation a secret belongs to. */
export interface Owner {
  /** Null when the platform did not say. */
  readonly accountId: string | null;
  /** The name of the fleet. */
  readonly fleet: string;
  /** The function that rotates. */
  readonly functionName: string;
}

export const ownerTag = (owner: Owner): string => `${fleetOf(owner)}/${owner.functionName}`;

const fleetOf = ({ accountId, fleet }: Pick<Owner, 'accountId' | 'fleet'>) => `${accountId ?? '-'}/${fleet}`;

/** Whether a secret with this tag belongs to the fleet, whichever function rotates it. */
export function isOfFleet(tag: string, of: Pick<Owner, 'accountId' | 'fleet'>): boolean {
  return tag.startsWith(`${fleetOf(of)}/`);
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** What stands for the fleet at the end of an announcement's version id. */
export const fleetMark = (of: Pick<Owner, 'accountId' | 'fleet'>): string => hash(fleetOf(of));

/** The same for the owner: that of the fleet, then that of the function. */
export const ownerMark = (owner: Owner): string => `${fleetMark(owner)}${hash(owner.functionName)}`;

const MARKED = /^after-[\da-f]{24}-([\da-f]{16})$/;

/**
 * Whether versions show by their ids alone that this owner announced generations, and no other did: then nobody has to
 * be asked. Announcements from before they were marked say nothing.
 * @param mark of an owner, or of a fleet
 */
export function isShownAs(mark: string, versionIds: readonly string[]): boolean {
  const marks = versionIds.flatMap((versionId) => MARKED.exec(versionId)?.[1] ?? []);
  return marks.length > 0 && marks.every((one) => one.startsWith(mark));
}

import { createHash, timingSafeEqual } from 'node:crypto';
import type { Stats } from 'node:fs';
import { parseAuthorizedKeyLine } from './files/authorized-key-line.ts';
import type { GuestFile } from './files/read-inside.ts';
import type { Password } from './files/shadow.ts';
import { readKeyOptions } from './ssh/key-options.ts';

/** Who may own an authorized_keys file, as uids of the host: root, and its user. */
export type TrustedOwners = readonly number[];

/** What a key is held against. */
export interface KeyConditions {
  readonly owners: TrustedOwners;
  /** Whether the file and the folders above it must not be writable by others (sshd_config(5) StrictModes). */
  readonly isStrict: boolean;
  /** Where the client comes from. */
  readonly address: string;
  readonly now: Date;
}

/** The first line of a file with this key whose options hold. Undefined where there is none, or sshd ignores the file. */
export function findKey(file: GuestFile, key: { type: string; base64: string }, conditions: KeyConditions) {
  const { owners, isStrict, address, now } = conditions;
  if (isStrict && ![file.file, ...file.folders].every((stats) => isSafe(stats, owners))) return undefined;
  return file.text
    .split('\n')
    .filter((line) => line.includes(key.base64))
    .map(parseAuthorizedKeyLine)
    .filter((found) => found?.base64 === key.base64 && found.type === key.type)
    .map((found) => readKeyOptions(found?.options ?? ''))
    .find((options) => options.holds(address, now));
}

function isSafe({ uid, mode }: Stats, owners: TrustedOwners): boolean {
  return owners.includes(uid) && (mode & 0o022) === 0;
}

/** The passwords of a guest's users, as they were set from outside. */
export class Passwords {
  private readonly known = new Map<string, Password>();

  /** Null: a password is set, and nobody knows it. */
  set(user: string, password: string | null): void {
    this.known.set(user, password ?? true);
  }

  remove(user: string): void {
    this.known.delete(user);
  }

  get(user: string): Password {
    return this.known.get(user) ?? false;
  }

  matches(user: string, password: string): boolean {
    const expected = this.get(user);
    return typeof expected === 'string' && timingSafeEqual(digest(expected), digest(password));
  }
}

function digest(password: string): Buffer {
  return createHash('sha256').update(password).digest();
}

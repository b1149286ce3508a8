import { createHash, timingSafeEqual } from 'node:crypto';
import type { Stats } from 'node:fs';
import { parseAuthorizedKeyLine } from './files/authorized-key-line.ts';
import type { GuestFile } from './files/read-inside.ts';

/** Who may own an authorized_keys file, as uids of the host: root, and its user. */
export type TrustedOwners = readonly number[];

/**
 * Whether sshd would take this key from this file: it is on a line, and nobody else may write the file or the folders
 * above it (sshd_config(5) StrictModes, the default). Options before a key are not enforced, except that the key of a
 * certificate authority is not a key to log in with.
 */
export function fileAuthorizes(file: GuestFile, key: { type: string; base64: string }, owners: TrustedOwners): boolean {
  if (![file.file, ...file.folders].every((stats) => isSafe(stats, owners))) return false;
  return file.text.split('\n').some((line) => {
    if (!line.includes(key.base64)) return false;
    const found = parseAuthorizedKeyLine(line);
    return found?.base64 === key.base64 && found.type === key.type && !/\bcert-authority\b/.test(found.options);
  });
}

function isSafe({ uid, mode }: Stats, owners: TrustedOwners): boolean {
  return owners.includes(uid) && (mode & 0o022) === 0;
}

/** The passwords of a guest's users. One that was set before we know of it is there, but nothing matches it. */
export class Passwords {
  private readonly digests = new Map<string, Buffer | null>();

  /** Null: a password is set, and nobody knows it. */
  set(user: string, password: string | null): void {
    this.digests.set(user, password === null ? null : digest(password));
  }

  remove(user: string): void {
    this.digests.delete(user);
  }

  isSet(user: string): boolean {
    return this.digests.has(user);
  }

  matches(user: string, password: string): boolean {
    const expected = this.digests.get(user);
    return expected ? timingSafeEqual(expected, digest(password)) : false;
  }
}

function digest(password: string): Buffer {
  return createHash('sha256').update(password).digest();
}

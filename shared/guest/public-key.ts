import { createHash } from 'node:crypto';
import { InvalidParameterError } from '../errors.ts';

/** An OpenSSH public key that is safe to put into a shell script and into `authorized_keys`. */
export interface GuestKey {
  /** `ssh-rsa`, `ssh-ed25519` or `ecdsa-sha2-nistp256|384|521`, as the blob itself says. */
  readonly type: string;
  /** Base64 of the wire blob (RFC 4253, section 6.6). */
  readonly body: string;
  /** Printable ASCII without quotes, `$`, backtick, backslash and braces; empty when there was none. */
  readonly comment: string;
  /** OpenSSH's fingerprint: `SHA256:` and unpadded Base64. */
  readonly fingerprint: string;
}

/** Types that ECS, ENS or SWAS may hand out; OpenSSH's sshd(8), AUTHORIZED_KEYS FILE FORMAT, knows a few more. */
const TYPES = new Set(['ssh-rsa', 'ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521']);

/**
 * Reads `type body [comment]`, or the Base64 body alone (its type is in the blob). Comment characters that mean something
 * to a shell become `_`: a comment is for people and must never stop a key.
 * @throws InvalidParameterError unless it is one line holding one whole, well-formed key of a known type.
 */
export function readGuestKey(text: string): GuestKey {
  const words = text.trim().split(/[ \t]+/);
  const [type, body, ...comment] = words.length === 1 ? [undefined, ...words] : words;
  const blob = /[\r\n\0]/.test(text.trim()) || !body ? undefined : decodeBlob(body);
  if (!blob || !body || !TYPES.has(blob.type) || (type ?? blob.type) !== blob.type) {
    throw new InvalidParameterError([
      { path: 'publicKey', expected: 'one line of OpenSSH: type, Base64 body, comment' },
    ]);
  }
  return {
    ...blob,
    body,
    comment: comment
      .join(' ')
      .replaceAll(/[^A-Za-z0-9 @._:+=,/-]/g, '_')
      .slice(0, 40),
  };
}

/** What a Base64 body holds; undefined unless it is canonical and its fields fill the blob exactly. */
export function decodeBlob(body: string): { type: string; fingerprint: string } | undefined {
  const blob = Buffer.from(body, 'base64');
  if (blob.length < 4 || blob.toString('base64') !== body || !isWhole(blob)) return undefined;
  const type = blob.toString('latin1', 4, 4 + blob.readUInt32BE(0));
  const digest = createHash('sha256').update(blob).digest('base64');
  return { type, fingerprint: `SHA256:${digest.replace(/=+$/, '')}` };
}

/** A key blob is a run of at least two length-prefixed fields. */
function isWhole(blob: Buffer): boolean {
  let at = 0;
  let fields = 0;
  while (at + 4 <= blob.length) {
    at += 4 + blob.readUInt32BE(at);
    fields += 1;
  }
  return at === blob.length && fields >= 2;
}

/** The key among those that a guest reported. */
export function findKey<Key extends { readonly fingerprint: string }>(
  { keys }: { readonly keys: readonly Key[] },
  publicKey: string,
): Key | undefined {
  const { fingerprint } = readGuestKey(publicKey);
  return keys.find((key) => key.fingerprint === fingerprint);
}

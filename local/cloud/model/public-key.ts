import { createHash, randomBytes } from 'node:crypto';

/** An OpenSSH public key, taken apart. */
export interface PublicKey {
  /** Such as `ssh-rsa`. */
  type: string;
  /** The line as it goes into `authorized_keys`, without a comment. */
  line: string;
  /** MD5 of the wire blob, hex without colons. */
  md5: string;
}

/** Reads an OpenSSH line; undefined unless its blob is well formed and of the type that it says. */
export function parsePublicKey(text: string): PublicKey | undefined {
  const [type, base64] = text.trim().split(/\s+/);
  if (!type || !base64 || text.trim().includes('\n')) return undefined;
  const blob = Buffer.from(base64, 'base64');
  const fields = readFields(blob);
  const isSame = blob.toString('base64').replace(/=+$/, '') === base64.replace(/=+$/, '');
  if (!isSame || fields?.[0]?.toString() !== type || fields.length !== fieldCounts[type]) return undefined;
  return describe(type, blob);
}

/** The OpenSSH form of an RSA key given as base64url modulus and exponent (a JWK's `n` and `e`). */
export function rsaPublicKey(modulus: string, exponent: string): PublicKey {
  const fields = [
    Buffer.from('ssh-rsa'),
    ...[exponent, modulus].map((number) => toInteger(Buffer.from(number, 'base64url'))),
  ];
  return describe('ssh-rsa', Buffer.concat(fields.flatMap((field) => [lengthOf(field), field])));
}

/**
 * An RSA-2048 public key without a private half: for key pairs that were there from the start. Made of random bytes,
 * at once, where a real key pair takes a tenth of a second.
 */
export function unheldPublicKey(): PublicKey {
  const modulus = randomBytes(256);
  modulus.writeUInt8(modulus.readUInt8(0) | 0x80, 0);
  modulus.writeUInt8(modulus.readUInt8(255) | 1, 255);
  return rsaPublicKey(modulus.toString('base64url'), 'AQAB');
}

/** Number of fields in the blob, the type included (RFC 4253 and RFC 5656). */
const fieldCounts: Readonly<Record<string, number>> = {
  'ssh-rsa': 3,
  'ssh-dss': 5,
  'ecdsa-sha2-nistp256': 3,
  'ecdsa-sha2-nistp384': 3,
  'ecdsa-sha2-nistp521': 3,
  'ssh-ed25519': 2,
};

function describe(type: string, blob: Buffer): PublicKey {
  return { type, line: `${type} ${blob.toString('base64')}`, md5: createHash('md5').update(blob).digest('hex') };
}

function readFields(blob: Buffer): Buffer[] | undefined {
  const fields: Buffer[] = [];
  let at = 0;
  while (at + 4 <= blob.length) {
    const end = at + 4 + blob.readUInt32BE(at);
    if (end > blob.length) return undefined;
    fields.push(blob.subarray(at + 4, end));
    at = end;
  }
  return at === blob.length ? fields : undefined;
}

function lengthOf(field: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(field.length);
  return length;
}

/** SSH integers are signed: a set high bit needs a zero byte before it. */
function toInteger(bytes: Buffer): Buffer {
  return (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
}

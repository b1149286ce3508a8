import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Algorithm } from '../../fleet/fleet.ts';

/** Both halves of a new key. */
export interface NewKey {
  /** PEM: PKCS#1 for RSA, SEC1 for ECDSA, which every OpenSSH reads. */
  readonly privateKey: string;
  /** OpenSSH line without a comment. */
  readonly publicKey: string;
}

const generate = promisify(generateKeyPair);

/** Makes a key in memory. */
export async function makeKey(algorithm: Algorithm): Promise<NewKey> {
  const isRsa = algorithm.startsWith('rsa-');
  const { privateKey } = isRsa
    ? await generate('rsa', { modulusLength: Number(algorithm.slice(4)) })
    : await generate('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ format: 'pem', type: isRsa ? 'pkcs1' : 'sec1' }).toString();
  return { privateKey: pem, publicKey: toOpenSsh(createPublicKey(privateKey)) };
}

/** The public half of a private key, as an OpenSSH line; null when it is none. */
export function publicHalf(privateKey: string): string | null {
  try {
    return toOpenSsh(createPublicKey(createPrivateKey(privateKey)));
  } catch {
    return null;
  }
}

/** Source: RFC 4253, section 6.6 (ssh-rsa) and RFC 5656, section 3.1 (ecdsa-sha2-nistp256). */
function toOpenSsh(key: KeyObject): string {
  const { kty, n = '', e = '', x = '', y = '' } = key.export({ format: 'jwk' });
  const bytes = (text: string) => Buffer.from(text, 'base64url');
  if (kty === 'RSA') return line('ssh-rsa', [integer(bytes(e)), integer(bytes(n))]);
  const point = Buffer.concat([Buffer.from([4]), bytes(x), bytes(y)]);
  return line('ecdsa-sha2-nistp256', [Buffer.from('nistp256'), point]);
}

function line(type: string, fields: readonly Buffer[]): string {
  const blob = Buffer.concat([Buffer.from(type), ...fields].flatMap((field) => [length(field), field]));
  return `${type} ${blob.toString('base64')}`;
}

/** Integers are signed: a set high bit needs a zero byte before it. */
function integer(bytes: Buffer): Buffer {
  return (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
}

function length(field: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(field.length);
  return bytes;
}

import type { KeyObject } from 'node:crypto';

/** Characters of a piece: 96 bits of Base64, which nothing else spells by chance. */
export const PIECE_LENGTH = 16;

/** A run of this many characters of a key holds a whole piece of it, wherever it begins. */
export const SHORTEST_RUN = 2 * PIECE_LENGTH - 1;

/** What is secret about a key; the modulus of an RSA key, for instance, is not. Source: RFC 7518, 6.2.2 and 6.3.2. */
const SECRET_NUMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi'] as const;

/**
 * Cuts the secret numbers of a key into pieces of text. They are the same in PKCS#1, PKCS#8, SEC1, OpenSSH's own form
 * and JWK, however wrapped, because only what stands around them differs. None for a key that has no JWK.
 */
export function piecesOf(privateKey: KeyObject): string[] {
  const numbers = secretNumbersOf(privateKey);
  return numbers.flatMap(spellings).flatMap((text) => text.match(/.{16}/g) ?? []);
}

function secretNumbersOf(privateKey: KeyObject): Buffer[] {
  try {
    const jwk = privateKey.export({ format: 'jwk' });
    return SECRET_NUMBERS.map((name) => Buffer.from(jwk[name] ?? '', 'base64url'));
  } catch {
    return [];
  }
}

/** Base64 spells bytes in three ways, by how many stand before them; characters that others have a share in go. */
function spellings(bytes: Buffer): string[] {
  const after = (before: Buffer, shared: number) =>
    Buffer.concat([before, bytes]).toString('base64').replace(/=+$/, '').slice(shared, -1);
  return [after(Buffer.alloc(0), 0), after(Buffer.alloc(1), 2), after(Buffer.alloc(2), 3), bytes.toString('hex')];
}

/** Every stretch of a run that could be a piece. */
export function stretchesOf(run: string): string[] {
  return Array.from({ length: Math.max(0, run.length - PIECE_LENGTH + 1) }, (_, at) =>
    run.slice(at, at + PIECE_LENGTH),
  );
}

import { createHash, timingSafeEqual } from 'node:crypto';
import type { ServerHostKeyAlgorithm } from 'ssh2';
import type { LoginRequest } from './request.ts';

/** What to ask a server for, by the type of its key; RSA with SHA-1 comes last, for servers of before OpenSSH 7.2. */
const ALGORITHMS: ReadonlyArray<[ServerHostKeyAlgorithm, type: string]> = [
  ['ssh-ed25519', 'ssh-ed25519'],
  ['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp256'],
  ['ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp384'],
  ['ecdsa-sha2-nistp521', 'ecdsa-sha2-nistp521'],
  ['rsa-sha2-512', 'ssh-rsa'],
  ['rsa-sha2-256', 'ssh-rsa'],
  ['ssh-rsa', 'ssh-rsa'],
];

/** Judges the key that a server shows before anything is offered to it. */
export interface HostCheck {
  /** Those of known keys come first, so that a server which has several shows one that can be compared. */
  readonly algorithms: ServerHostKeyAlgorithm[];
  readonly verify: (blob: Buffer) => boolean;
  /** The key shown, as `type body`. */
  readonly shown: () => string | null;
  readonly flaw: () => 'hostKeyMismatch' | 'hostKeyUnknown' | null;
}

export function createHostCheck({ hostKeys, trustFirstHostKey }: LoginRequest): HostCheck {
  const known = hostKeys?.length ? hostKeys.map(toBlob) : null;
  const types = known?.map(typeOf) ?? [];
  let shown: Buffer | undefined;
  const flaw = () => {
    if (!shown) return null;
    if (known) return isAmong(known, shown) ? null : 'hostKeyMismatch';
    return trustFirstHostKey ? null : 'hostKeyUnknown';
  };
  return {
    algorithms: ALGORITHMS.toSorted(([, a], [, b]) => Number(types.includes(b)) - Number(types.includes(a))).map(
      ([algorithm]) => algorithm,
    ),
    verify: (blob) => {
      shown = blob;
      return flaw() === null;
    },
    shown: () => (shown ? `${typeOf(shown)} ${shown.toString('base64')}` : null),
    flaw,
  };
}

const toBlob = (line: string) => Buffer.from(line.trim().split(/\s+/)[1] ?? '', 'base64');

/** A blob begins with its type (RFC 4253, section 6.6). */
const typeOf = (blob: Buffer) => (blob.length < 4 ? '' : blob.toString('latin1', 4, 4 + blob.readUInt32BE(0)));

const isAmong = (known: readonly Buffer[], blob: Buffer) =>
  known.some((one) => one.length === blob.length && timingSafeEqual(one, blob));

/** As OpenSSH prints it, of a line `type body`. */
export function fingerprintOf(line: string): string {
  const digest = createHash('sha256').update(toBlob(line)).digest('base64');
  return `SHA256:${digest.replace(/=+$/, '')}`;
}

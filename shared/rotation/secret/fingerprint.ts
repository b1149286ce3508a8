import { readGuestKey } from '../../guest/public-key.ts';

/** OpenSSH's fingerprint of a public key line. */
export const fingerprintOf = (publicKey: string): string => readGuestKey(publicKey).fingerprint;

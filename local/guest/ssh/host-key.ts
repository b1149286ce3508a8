import { createHash } from 'node:crypto';
import ssh2, { type ParsedKey } from 'ssh2';

/** What a guest proves its identity with. */
export interface HostKey {
  /** OpenSSH private key; never leaves the process. */
  readonly privateKey: string;
  /** OpenSSH format, with `root@` and the host name as comment. */
  readonly publicKey: string;
  /** As `ssh-keygen -lf` prints it: `SHA256:` and unpadded Base64. */
  readonly fingerprint: string;
}

/** A new ed25519 key. About one in 240 that ssh2 1.17.0 generates is malformed and cannot be read back: tries again. */
export function generateHostKey(hostname: string): HostKey {
  const pair = ssh2.utils.generateKeyPairSync('ed25519');
  const parsed = ssh2.utils.parseKey(pair.private);
  const publicKey = ssh2.utils.parseKey(pair.public);
  if (parsed instanceof Error || publicKey instanceof Error) return generateHostKey(hostname);
  return {
    privateKey: pair.private,
    publicKey: `${pair.public} root@${hostname}`,
    fingerprint: fingerprint(publicKey),
  };
}

/** As `ssh-keygen -lf` prints it. */
export function fingerprint(key: ParsedKey): string {
  const digest = createHash('sha256').update(key.getPublicSSH()).digest('base64');
  return `SHA256:${digest.replace(/=+$/, '')}`;
}

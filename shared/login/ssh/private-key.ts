import { createPrivateKey } from 'node:crypto';
import ssh2, { type ParsedKey } from 'ssh2';

/**
 * Reads a private key without a passphrase: OpenSSH's own form, PKCS#1 or SEC1, and PKCS#8 of RSA and EC, which ssh2
 * 1.17.0 cannot read. Null when it is none of these. Why not is not said: a parser's message may quote what it read.
 */
export function readPrivateKey(pem: string): ParsedKey | null {
  try {
    const parsed = ssh2.utils.parseKey(toReadable(pem.replaceAll('\r\n', '\n').trim()));
    return parsed instanceof Error || !parsed.isPrivateKey() ? null : parsed;
  } catch {
    return null;
  }
}

function toReadable(pem: string): string {
  if (!pem.startsWith('-----BEGIN PRIVATE KEY-----')) return pem;
  const key = createPrivateKey(pem);
  const type = key.asymmetricKeyType === 'rsa' ? 'pkcs1' : 'sec1';
  return key.export({ type, format: 'pem' }).toString();
}

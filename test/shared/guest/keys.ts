import { randomBytes } from 'node:crypto';

/** A well-formed OpenSSH public key that nobody holds the private half of: `type body`. RSA has 2,048 bits by default. */
export function newKey(type: 'ssh-ed25519' | 'ssh-rsa' | 'ecdsa-sha2-nistp256' = 'ssh-ed25519', bytes = 256): string {
  return `${type} ${field(Buffer.from(type), ...fieldsOf(type, bytes)).toString('base64')}`;
}

export const bodyOf = (key: string) => key.split(' ')[1] ?? '';

function fieldsOf(type: string, bytes: number): Buffer[] {
  if (type === 'ssh-rsa')
    return [Buffer.from([1, 0, 1]), Buffer.concat([Buffer.from([0, 0x80]), randomBytes(bytes - 1)])];
  if (type === 'ssh-ed25519') return [randomBytes(32)];
  return [Buffer.from('nistp256'), Buffer.concat([Buffer.from([4]), randomBytes(64)])];
}

function field(...values: Buffer[]): Buffer {
  return Buffer.concat(values.flatMap((value) => [Buffer.from([0, 0, value.length >> 8, value.length & 255]), value]));
}

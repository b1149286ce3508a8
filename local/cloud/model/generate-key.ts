import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { type PublicKey, rsaPublicKey } from './public-key.ts';

const generate = promisify(generateKeyPair);

/**
 * A new RSA-2048 key pair. The private key is PKCS#1 PEM: the texts say PKCS#8, but every sample of
 * CreateKeyPair (ECS 2014-05-26) shows `BEGIN RSA PRIVATE KEY`.
 */
export async function generateRsaKey(): Promise<{ publicKey: PublicKey; privateKeyBody: string }> {
  const { publicKey, privateKey } = await generate('rsa', { modulusLength: 2048 });
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  return {
    publicKey: rsaPublicKey(n, e),
    privateKeyBody: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString().trimEnd(),
  };
}

import { readKeySecret, UnusableKeyError } from './key-secret.ts';
import type { LoginRequest, LoginResult } from './ssh/request.ts';

export { UnusableKeyError } from './key-secret.ts';
export type { LoginKind, LoginResult } from './ssh/request.ts';

/** A private key that can be logged in with, and never shown. */
export interface LoginKey {
  /** Base64 of its public half, as in the second word of an OpenSSH line. */
  readonly publicBody: string;
  /** Tries a real login. Every outcome is a result. */
  login(target: LoginTarget): Promise<LoginResult>;
  /** Lets go of the private key; logins are over then. */
  forget(): void;
}

export type LoginTarget = Omit<LoginRequest, 'privateKey'>;

/**
 * Takes up the private key in a secret's content. Loads the SSH client, which is a file of its own in a deployed
 * function: requests that ask for no login never pay for it.
 * @throws UnusableKeyError when the content is not a private key without a passphrase
 */
export async function openLoginKey(content: string): Promise<LoginKey> {
  const { login, readPrivateKey } = await import('./ssh/index.ts');
  let privateKey: string | undefined = readKeySecret(content);
  const parsed = readPrivateKey(privateKey);
  if (!parsed) throw new UnusableKeyError(UNREADABLE);
  return {
    publicBody: parsed.getPublicSSH().toString('base64'),
    login: async (target) => {
      if (privateKey === undefined) throw new Error('the key was let go of');
      return login({ ...target, privateKey });
    },
    forget: () => {
      privateKey = undefined;
    },
  };
}

const UNREADABLE =
  'expected a private key without a passphrase: RSA or ECDSA as PKCS#1, SEC1 or PKCS#8, or any in the form of OpenSSH';

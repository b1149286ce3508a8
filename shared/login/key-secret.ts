import { KeyfleetError } from '../errors.ts';

/** What a secret holds cannot be logged in with. Says nothing of what it holds. */
export class UnusableKeyError extends KeyfleetError {
  readonly code = 'UnusableKey';
}

const EXPECTED = 'expected a private key as PEM text, or JSON with it as "privateKey" or "PrivateKey"';

/**
 * Finds the private key in a secret's content: PEM text by itself, or in JSON as `privateKey` or `PrivateKey`.
 * Source: KMS, managed ECS secrets, hold `{"UserName", "PublicKey", "PrivateKey"}`.
 * @throws UnusableKeyError
 */
export function readKeySecret(content: string): string {
  const text = content.trim();
  const key = text.startsWith('{') ? fromJson(text) : text;
  if (typeof key === 'string' && key.trim().startsWith('-----BEGIN ')) return key;
  throw new UnusableKeyError(EXPECTED);
}

function fromJson(text: string): unknown {
  try {
    const { privateKey, PrivateKey } = JSON.parse(text) as { privateKey?: unknown; PrivateKey?: unknown };
    return privateKey ?? PrivateKey;
  } catch {
    return undefined;
  }
}

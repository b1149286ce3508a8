/** A key pair as a product shows it. */
export interface KeyPairSeen {
  readonly keyPairName: string;
  /** Where the product has key pair ids (ENS), else null. */
  readonly keyPairId: string | null;
  /** OpenSSH line; null where the product shows fingerprints only (ENS). */
  readonly publicKey: string | null;
  /** MD5 of the wire blob, lower-case hex without colons; null where the product shows the key itself (SWAS). */
  readonly md5: string | null;
  /** Epoch milliseconds; null when the product did not say. */
  readonly createdMs: number | null;
}

/** The key pairs of a region, apart from the instances that carry them. Everything throws CloudError. */
export interface KeyPairStore {
  /** Those of this name; with `*` at its end, those that begin so. */
  list(regionId: string | null, name: string): Promise<KeyPairSeen[]>;
  /** Takes in a public key (an OpenSSH line) under a new name; one that is taken is refused. */
  import(regionId: string | null, keyPairName: string, publicKey: string): Promise<void>;
  /** Deletes one key pair, which the product refuses while an instance carries it. */
  delete(regionId: string | null, keyPairName: string): Promise<void>;
}

/** Whether a key pair is meant by what {@link KeyPairStore.list} takes. */
export function isNamed(pattern: string): (keyPairName: string) => boolean {
  if (!pattern.endsWith('*')) return (keyPairName) => keyPairName === pattern;
  return (keyPairName) => keyPairName.startsWith(pattern.slice(0, -1));
}

/** ECS writes fingerprints with colons, ENS without. */
export function toMd5(fingerprint: unknown): string | null {
  const hex = typeof fingerprint === 'string' ? fingerprint.replaceAll(':', '').toLowerCase() : '';
  return /^[\da-f]{32}$/.test(hex) ? hex : null;
}

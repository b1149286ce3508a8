import type { RpcCall } from '../rpc.ts';
import { createReading } from './read.ts';
import type { SecretDescription, SecretValue, SecretVersion } from './secret.ts';
import { createWriting } from './write.ts';

export { kmsApi } from './api.ts';
export { CURRENT, PREVIOUS, type SecretDescription, type SecretValue, type SecretVersion } from './secret.ts';

/** Which version of a secret is meant: `ACSCurrent` unless said. */
export type Which = { readonly versionId: string } | { readonly stage: string };

/**
 * Secrets of one region. Every method throws a CloudError that holds nothing of a secret's content. A write whose answer
 * was lost may be made again: the version id decides.
 */
export interface Secrets {
  /** Null when there is no such secret, or no such version of it. */
  get(name: string, which?: Which): Promise<SecretValue | null>;
  /** Null when there is no such secret. */
  describe(name: string): Promise<SecretDescription | null>;
  /**
   * All versions that KMS still has, with or without stages; empty when there is no such secret. An answer with fewer
   * than it counts is an error: what is decided from it must not miss one.
   */
  listVersions(name: string): Promise<SecretVersion[]>;
  /** Makes a secret of type Generic; its first version becomes `ACSCurrent`, whatever it holds. */
  create(secret: NewSecret): Promise<'created' | 'exists'>;
  /**
   * Adds a version to a secret of type Generic. The same id with the same data is `stored` again; with other data KMS
   * keeps what it has, and says so. KMS keeps 10 versions and drops the oldest one without a stage.
   * @param stages default `ACSCurrent`, which makes the version before it `ACSPrevious`
   */
  put(version: NewVersion & { readonly stages?: readonly string[] }): Promise<'stored' | 'differs'>;
  /** Adds tags, or changes their values. Safe to repeat. */
  tag(name: string, tags: NonNullable<NewSecret['tags']>): Promise<void>;
  /** Puts a stage on one version and takes it off another. A secret has 8 stages at most. */
  updateStage(name: string, stage: string, move: { readonly to?: string; readonly from?: string }): Promise<void>;
}

/** A version to store; up to 30,720 bytes of text, and an id of up to 64 characters. */
export interface NewVersion {
  readonly name: string;
  readonly versionId: string;
  readonly data: string;
}

/** A secret to make. */
export interface NewSecret extends NewVersion {
  readonly description?: string;
  /** The KMS instance that it is made in, and the key of that instance that encrypts it. KMS of today asks for both. */
  readonly kmsInstance?: string | null;
  readonly kmsKey?: string | null;
  /** Up to 20, of letters, digits and `_/\\.+=:@-`. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Source: Kms 2016-01-20, Secrets Manager. `call` is bound to `kmsApi` of the region. */
export function createSecrets(call: RpcCall): Secrets {
  return { ...createReading(call), ...createWriting(call) };
}

import { KeyfleetError } from '../../errors.ts';
import { readGuestKey } from '../../guest/public-key.ts';

/** Who or what began a rotation. */
export interface Starter {
  /** `timer`, `event`, or the action that was asked for over HTTP or directly. */
  readonly by: 'timer' | 'event' | 'now' | 'revoke';
  /** Of the invocation that began it. */
  readonly requestId: string;
  /** ISO 8601. */
  readonly at: string;
}

/** A key pair of ours, whole. Never to be logged, reported or put into an error. */
export interface KeyContent {
  readonly privateKey: string;
  /** OpenSSH line. */
  readonly publicKey: string;
  readonly startedBy: Starter | null;
  /** The keys before it; null of one that was stored before they were remembered. */
  readonly former: Former | null;
}

/** OpenSSH's fingerprints of keys that are public, by generation; of generation 0 one for each place. */
export type Former = Readonly<Record<string, readonly string[]>>;

/** The fingerprint of generation 0 in one place, as it was when the first rotation began. */
export interface FirstFingerprint {
  readonly product: string;
  readonly regionId: string | null;
  readonly fingerprint: string;
}

/** A secret of the rotation does not hold what it should. Says nothing of what it holds. */
export class BrokenSecretError extends KeyfleetError {
  readonly code = 'BrokenSecret';
}

export const writeKey = (content: Omit<KeyContent, 'former'> & Partial<Pick<KeyContent, 'former'>>): string =>
  JSON.stringify(content);

/** The version that a secret begins with: its first version becomes `ACSCurrent`, whatever it holds. */
export const writePlaceholder = (fingerprints: readonly FirstFingerprint[]): string =>
  JSON.stringify({ placeholder: 'generation 0 was not made by Keyfleet; its private key is not here', fingerprints });

export const writeAnnouncement = (generation: string, startedBy: Starter): string =>
  JSON.stringify({ generation, startedBy });

/** @throws BrokenSecretError */
export function readKey(versionId: string, data: string): KeyContent {
  const { privateKey, publicKey, startedBy, former } = parse(data);
  if (typeof privateKey !== 'string' || typeof publicKey !== 'string' || !isKey(publicKey)) {
    throw new BrokenSecretError(`version ${versionId} holds no key pair`);
  }
  return {
    privateKey,
    publicKey,
    startedBy: (startedBy as Starter | undefined) ?? null,
    former: (former as Former | undefined) ?? null,
  };
}

/** @throws BrokenSecretError */
export function readAnnouncement(versionId: string, data: string): { generation: string; startedBy: Starter } {
  const { generation, startedBy } = parse(data);
  if (typeof generation === 'string' && startedBy) return { generation, startedBy: startedBy as Starter };
  throw new BrokenSecretError(`version ${versionId} announces nothing`);
}

/** None when the version was not made by us. */
export function readFirstFingerprints(data: string): FirstFingerprint[] {
  const { fingerprints } = parse(data);
  return Array.isArray(fingerprints) ? (fingerprints as FirstFingerprint[]) : [];
}

function parse(data: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function isKey(publicKey: string): boolean {
  try {
    return readGuestKey(publicKey).body !== '';
  } catch {
    return false;
  }
}

import { compactTime, readCompactTime } from './times.ts';

/** `-20261121T183000Z`: when a generation was made. */
const SUFFIX_LENGTH = 17;

/** The longest key pair name that every product takes; KMS limits a secret's version ids to the same length. */
const MAX_NAME_LENGTH = 64;

/** The longest logical name whose generations fit. */
export const MAX_ROTATED_NAME_LENGTH = MAX_NAME_LENGTH - SUFFIX_LENGTH;

/**
 * The key pair name of a generation made at this time, such as `ops-20261121T183000Z`. Also the `VersionId` under which
 * its private key is kept.
 */
export function nameGeneration(name: string, madeMs: number): string {
  return `${name}-${compactTime(madeMs)}`;
}

/** When a generation was made, epoch milliseconds; null for any other name, generation 0 among them. */
export function generationTime(keyPairName: string): number | null {
  const suffix = keyPairName.slice(-SUFFIX_LENGTH);
  return suffix.startsWith('-') ? readCompactTime(suffix.slice(1)) : null;
}

/** The logical name that a generation is of; any other name is its own. */
export function logicalNameOf(keyPairName: string): string {
  return generationTime(keyPairName) === null ? keyPairName : keyPairName.slice(0, -SUFFIX_LENGTH);
}

/** Whether a key pair is a generation of a logical name: the one of that very name (generation 0), or a later one. */
export function isGenerationOf(name: string, keyPairName: string): boolean {
  if (keyPairName === name) return true;
  return keyPairName.slice(0, -SUFFIX_LENGTH) === name && generationTime(keyPairName) !== null;
}

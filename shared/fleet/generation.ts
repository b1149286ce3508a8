/** `-20261121T183000Z`: when a generation was made, UTC to the second. */
const SUFFIX = /-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
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
  const time = new Date(madeMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  return `${name}-${time}Z`;
}

/** When a generation was made, epoch milliseconds; null for any other name, generation 0 among them. */
export function generationTime(keyPairName: string): number | null {
  const parts = SUFFIX.exec(keyPairName);
  if (!parts) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const madeMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(madeMs) ? null : madeMs;
}

/** Whether a key pair is a generation of a logical name: the one of that very name (generation 0), or a later one. */
export function isGenerationOf(name: string, keyPairName: string): boolean {
  if (keyPairName === name) return true;
  return keyPairName.slice(0, -SUFFIX_LENGTH) === name && generationTime(keyPairName) !== null;
}

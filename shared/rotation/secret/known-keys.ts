import type { Generation, Ledger } from '../../ledger/ledger.ts';
import type { Means } from '../tick-context.ts';
import { BrokenSecretError, type Former, type KeyContent, readFirstFingerprints } from './content.ts';
import { fingerprintOf } from './fingerprint.ts';

/** Keys that are remembered at most, the newest, for a version holds 30 KB. */
export const MAX_FORMER = 200;

type Read = (generation: Generation) => Promise<KeyContent | null>;

/**
 * Every key that was ever handed out under this name, by generation: each generation remembers those before it, so that
 * they outlive what KMS forgets. Of secrets from before they did, all that their versions say.
 */
export async function readKnownKeys({ generations }: Ledger, read: Read, means: Means): Promise<Former> {
  const known: Record<string, readonly string[]> = {};
  for (const generation of generations.toReversed()) {
    const { name, madeMs } = generation;
    if (madeMs === null) {
      known[name] = await readNoted(generation, means);
      continue;
    }
    const content = await read(generation).catch(ifBroken);
    if (!content) continue;
    known[name] = [fingerprintOf(content.publicKey)];
    if (content.former) return { ...content.former, ...known };
  }
  return known;
}

/** A version that holds no key says nothing of one. */
function ifBroken(error: unknown): null {
  if (error instanceof BrokenSecretError) return null;
  throw error;
}

/** Of generation 0 what was seen when the first rotation began. */
async function readNoted({ versionId }: Generation, { secrets, rotation }: Means): Promise<string[]> {
  const value = await secrets.get(rotation.secret, { versionId });
  return (value ? readFirstFingerprints(value.data) : []).map(({ fingerprint }) => fingerprint);
}

/** The newest of them, as many as a version has room for. */
export function boundKnown(known: Former): Former {
  let left = MAX_FORMER;
  const entries = Object.entries(known).toSorted(([a], [b]) => (a < b ? 1 : -1));
  const kept = entries.map(([name, fingerprints]) => {
    const some = fingerprints.slice(0, Math.max(0, left));
    left -= some.length;
    return [name, some] as const;
  });
  return Object.fromEntries(kept.filter(([, fingerprints]) => fingerprints.length > 0));
}

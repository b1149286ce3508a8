import type { Fleet } from '../fleet/fleet.ts';
import type { Secrets } from '../kms/index.ts';
import { readLedger } from './ledger.ts';

/**
 * The generation to attach to new instances, by logical name: the newest promoted one of each key pair that is rotated.
 * Names without a rotation, and those of which none was made yet, are absent: they mean the key pair of that very name.
 * Reads no key; everything throws CloudError.
 */
export async function readCurrentGenerations(fleet: Fleet, secrets: Secrets): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    fleet.keyPairs.map(async ({ name, rotation }): Promise<[string, string][]> => {
      if (!rotation) return [];
      const { current } = readLedger(name, await secrets.listVersions(rotation.secret));
      return current ? [[name, current.name]] : [];
    }),
  );
  return new Map(found.flat());
}

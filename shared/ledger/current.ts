import type { Secrets } from '../cloud/kms/index.ts';
import type { Fleet, ManagedKeyPair } from '../fleet/fleet.ts';
import { OtherOwnerError } from './errors.ts';
import { type Generation, type Ledger, readLedger } from './ledger.ts';
import { fleetMark, isOfFleet, isShownAs, OWNER_TAG } from './owner.ts';
import { refuseStrange } from './refuse-strange.ts';

/**
 * The generation to attach to new instances, by logical name. Names without a rotation, and those of which none was made
 * yet, are absent: they mean the key pair of that very name.
 * Reads no key. @throws as {@link readOwnLedger}
 */
export async function readCurrentGenerations(
  fleet: Fleet,
  accountId: string | null,
  secrets: Secrets,
): Promise<ReadonlyMap<string, Generation>> {
  const of = { accountId, fleet: fleet.name };
  const found = await Promise.all(
    fleet.keyPairs.map(async (keyPair): Promise<[string, Generation][]> => {
      if (!keyPair.rotation) return [];
      const given = givenOf(await readOwnLedger(keyPair, of, secrets));
      return given ? [[keyPair.name, given]] : [];
    }),
  );
  return new Map(found.flat());
}

/**
 * The generation that instances get: the newest promoted one; where that was revoked, the one on its way. Null when none was
 * promoted yet; a revoked one when there is nothing in its place, and then instances get none.
 */
export function givenOf({ current, pending }: Ledger): Generation | null {
  return current?.isRevoked ? (pending ?? current) : current;
}

/**
 * What the labels of a key pair's secret say. Reads no key.
 * @throws CloudError
 * @throws OtherOwnerError where the secret belongs to another fleet
 * @throws UnknownVersionError
 */
export async function readOwnLedger(
  { name, rotation }: Pick<ManagedKeyPair, 'name' | 'rotation'>,
  of: { accountId: string | null; fleet: string },
  secrets: Secrets,
): Promise<Ledger> {
  if (!rotation) throw new Error(`${name} is not rotated`);
  const versions = await secrets.listVersions(rotation.secret);
  const ledger = readLedger(name, versions);
  refuseStrange(ledger, rotation);
  const ids = versions.map(({ versionId }) => versionId);
  if (ledger.generations.length > 0 && !isShownAs(fleetMark(of), ids)) await refuseOthers(rotation.secret, of, secrets);
  return ledger;
}

/** One that names no owner is from before secrets did, and the next tick takes it over. */
async function refuseOthers(secret: string, of: { accountId: string | null; fleet: string }, secrets: Secrets) {
  const tag = (await secrets.describe(secret))?.tags[OWNER_TAG];
  if (tag === undefined || isOfFleet(tag, of)) return;
  throw new OtherOwnerError(`secret ${secret} is rotated by ${tag}, and this is fleet ${of.fleet} of ${of.accountId}`);
}

import type { ManagedKeyPair } from '../../fleet/fleet.ts';
import { generationTime, isGenerationOf } from '../../fleet/generation.ts';
import { isIgnored } from '../../fleet/match.ts';
import { NoKeyPairError, UnknownGenerationError } from '../../ledger/errors.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Sighting } from '../../products/sighting.ts';
import { listGenerations } from '../secret/generation-zero.ts';
import { readSecret } from '../steps/create.ts';
import type { Means } from '../tick-context.ts';

/** Instances that carry a generation of the key pair which the ledger does not know. Does no I/O. */
export function findUnknown(
  sightings: readonly Sighting[],
  { generations }: Ledger,
  { name }: ManagedKeyPair,
): Sighting[] {
  const known = new Set(generations.map((generation) => generation.name));
  return sightings.filter(({ observed }) => {
    const carried = observed.keyPairName ?? '';
    const isMade = isGenerationOf(name, carried) && generationTime(carried) !== null;
    return isMade && !known.has(carried) && !isIgnored(observed);
  });
}

/**
 * Before the first rotation: key pairs of the name that some rotation made mean that the secret was lost; where there is no
 * key pair of the name at all, a first one is made only where that was asked for.
 */
async function refuseForgotten({ generations }: Ledger, means: Means): Promise<void> {
  if (generations.length > 0) return;
  const { found, failures } = await listGenerations(means);
  const { name } = means.keyPair;
  const made = found.find(({ seen }) => seen.keyPairName !== name);
  if (!made && found.length === 0 && !means.rotation.create) throw failures[0] ?? new NoKeyPairError(noKeyPair(name));
  if (!made) return;
  const { product, regionId, seen } = made;
  throw new UnknownGenerationError(
    `${product} ${regionId ?? ''} has the key pair ${seen.keyPairName}, and there is no secret ${means.rotation.secret}: restore it in KMS, or delete the key pairs that rotations made to begin anew`,
  );
}

const noKeyPair = (name: string) =>
  `no product has a key pair ${name} in a place that fleet.yaml selects: correct its name, or have the first one made with \`create: true\` in its rotation`;

/**
 * Stops a rotation whose instances carry what its ledger does not know: another ledger is at work, or the secret was
 * lost, and to begin anew would take away keys that may still be needed. Resolves to the ledger, read again where another
 * tick may have made the generation since.
 * @throws UnknownGenerationError, NoKeyPairError
 */
export async function refuseUnknown(sightings: readonly Sighting[], ledger: Ledger, means: Means): Promise<Ledger> {
  const { keyPair, rotation } = means;
  if (findUnknown(sightings, ledger, keyPair).length === 0) {
    await refuseForgotten(ledger, means);
    return ledger;
  }
  const again = await readSecret(means);
  const [first, ...more] = findUnknown(sightings, again, keyPair);
  if (!first) return again;
  const { instanceId, keyPairName } = first.observed;
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  throw new UnknownGenerationError(
    `${instanceId}${others} carries ${keyPairName}, which secret ${rotation.secret} does not know: find out what made it, then attach a generation that is known, or tag the instance keyfleet:ignore`,
  );
}

import { onCloudError } from '../../cloud/errors.ts';
import type { Fleet } from '../../fleet/fleet.ts';
import { isGenerationOf } from '../../fleet/generation.ts';
import { findKeyPair } from '../../fleet/match.ts';
import { readGuestKey } from '../../guest/public-key.ts';
import { RotationBlockedError } from '../../ledger/errors.ts';
import { targetOf } from '../../ledger/ledger.ts';
import { groupBy } from '../../lists.ts';
import type { Drivers } from '../../products/drivers.ts';
import type { KeyPair } from '../../products/product.ts';
import { placeOf } from '../../products/sighting.ts';
import type { Command } from '../command.ts';
import type { Generations } from '../generations/generations.ts';
import type { Item } from '../plan/step.ts';

/** What tells which keys a rotation takes away. */
export interface LeavingContext {
  readonly fleet: Fleet;
  readonly generations: Generations;
  readonly drivers: Drivers;
}

/**
 * Says of the instances that were looked into for a detach which keys inside go within a rotation, so that they are no
 * way in that is left: every generation but the one that all instances are to carry. Asks products for the public halves.
 */
export async function findLeaving(command: Command, items: readonly Item[], context: LeavingContext): Promise<Item[]> {
  if (command.action !== 'detach' || command.allowLockOut) return [...items];
  const groups = groupBy(items, (item) => JSON.stringify([placeOf(item.keyPair), ...namesOf(item, context)]));
  const found = groups.map(async (some) => {
    const names = some.some(({ inside }) => inside?.report) ? namesOf(some[0], context) : [];
    const leaving = await readLeaving(some[0].keyPair, names, context);
    return some.map((item): Item => ({ ...item, leaving }));
  });
  const byId = new Map(
    (await Promise.all(found)).flat().map((item) => [`${placeOf(item.keyPair)} ${item.instanceId}`, item]),
  );
  return items.map((item) => byId.get(`${placeOf(item.keyPair)} ${item.instanceId}`) ?? item);
}

/** The rotated key pairs that an instance has or is to have. */
function namesOf({ keyPair, observed }: Item, { fleet, generations }: LeavingContext): string[] {
  const managed = observed && findKeyPair(fleet, { ...keyPair, observed });
  const names = [generations.rotatedAs(keyPair.keyPairName), managed?.rotation ? managed.name : null];
  return [...new Set(names.filter((name) => name !== null))];
}

/** Null where it cannot be told. */
async function readLeaving(place: KeyPair, names: readonly string[], context: LeavingContext) {
  const none = (): null => null;
  const found = await Promise.all(
    names.map((name) => readOne(place, name, context).catch(onCloudError(none)).catch(ifBlocked)),
  );
  return found.includes(null) ? null : new Set(found.flatMap((some) => some ?? []));
}

function ifBlocked(error: unknown): null {
  if (error instanceof RotationBlockedError) return null;
  throw error;
}

async function readOne({ product, regionId }: KeyPair, name: string, { generations, drivers }: LeavingContext) {
  const ledger = await generations.ledgerOf(name);
  const target = targetOf(ledger)?.name;
  if (ledger.generations.every((one) => one.name === target)) return [];
  const seen = await drivers[product].keyPairs.list(regionId, `${name}*`);
  const leaving = seen.filter(({ keyPairName }) => isGenerationOf(name, keyPairName) && keyPairName !== target);
  return leaving.flatMap(({ publicKey }) => (publicKey ? [readGuestKey(publicKey).body] : []));
}

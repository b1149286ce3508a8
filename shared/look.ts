import { CloudError } from './cloud/errors.ts';
import type { Command, Target } from './command.ts';
import type { Item, Settled } from './plan.ts';
import { products } from './products/index.ts';
import type { Driver, KeyPair, Observed, ProductName } from './products/product.ts';
import { failed, notStarted, refusedWhole } from './verdict.ts';

export type Drivers = Readonly<Record<ProductName, Driver>>;

/** What was seen of a command's instances, and those that could not be looked at. */
export interface Sight {
  readonly items: readonly Item[];
  readonly unseen: readonly Settled[];
}

/** Looks at every instance of a command in the control plane, before anything is decided. */
export async function look(command: Command, drivers: Drivers): Promise<Sight> {
  const sights = await Promise.all(command.targets.map((target) => lookAt(target, drivers, command)));
  return { items: sights.flatMap(({ items }) => items), unseen: sights.flatMap(({ unseen }) => unseen) };
}

async function lookAt({ keyPair, instanceIds }: Target, drivers: Drivers, command: Command): Promise<Sight> {
  const driver = drivers[keyPair.product];
  const toItems = (seen?: Found) =>
    instanceIds.map((instanceId) => ({
      keyPair: seen?.keyPair ?? keyPair,
      publicKey: seen?.publicKey ?? null,
      instanceId,
      observed: seen?.instances.get(instanceId),
      inside: undefined,
    }));
  const unseen = (verdict: Settled['verdict']) => ({ items: [], unseen: toItems().map((item) => ({ item, verdict })) });
  try {
    const found = await find(keyPair, instanceIds, driver, command);
    return found ? { items: toItems(found), unseen: [] } : unseen(noSuchKeyPair(keyPair));
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    return unseen(error.fate === 'deadline' ? notStarted(error) : refusedWhole(error));
  }
}

interface Found {
  readonly keyPair: KeyPair;
  readonly publicKey: string | null;
  readonly instances: ReadonlyMap<string, Observed>;
}

/** Null when the product has no such key pair, as far as it had to be asked. */
async function find(keyPair: KeyPair, ids: readonly string[], driver: Driver, command: Command): Promise<Found | null> {
  const { showsPublicKey } = products[keyPair.product];
  const needsPublicKey = showsPublicKey && isGuestConcerned(command);
  const [resolved, publicKey, instances] = await Promise.all([
    driver.resolve(keyPair),
    needsPublicKey ? driver.publicKeyOf(keyPair) : null,
    driver.look(keyPair.regionId, ids, isCertaintyNeeded(command)),
  ]);
  const isMissing = resolved === null || (needsPublicKey && publicKey === null && command.action === 'attach');
  return isMissing ? null : { keyPair: resolved, publicKey, instances };
}

/** The decision hangs on what is inside: whose keys are there, or whether ours is. */
export function isGuestConcerned({ action, takeEffect, verify }: Command): boolean {
  return action === 'detach' || takeEffect !== 'onNextStart' || verify.by !== 'none';
}

/** The decision hangs on the attached key pair or on tags, so the product has to say, even if that takes more calls. */
function isCertaintyNeeded({ action, takeEffect, fallback, ifAttached, dryRun, verify }: Command): boolean {
  const isPlain = takeEffect === 'onNextStart' && fallback === 'none' && verify.by !== 'login';
  return action === 'detach' || dryRun || ifAttached === 'skip' || !isPlain;
}

function noSuchKeyPair({ keyPairName, keyPairId }: KeyPair) {
  return failed('InvalidKeyPairName.NotFound', `the product lists no key pair ${keyPairId ?? keyPairName}`);
}

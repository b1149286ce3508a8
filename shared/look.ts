import { CloudError } from './cloud/errors.ts';
import type { Command, Target } from './command.ts';
import type { Item, Settled } from './plan.ts';
import type { Driver, KeyPair, Observed, ProductName } from './products/product.ts';
import { notStarted, refusedWhole, type Verdict } from './verdict.ts';

export type Drivers = Readonly<Record<ProductName, Driver>>;

/** What was seen of a command's instances, and those that could not be looked at. */
export interface Sight {
  readonly items: readonly Item[];
  readonly unseen: readonly Settled[];
}

/**
 * Looks at every instance of a command before anything is decided. Certainty about the attached key pair is asked
 * for where the decision hangs on it: a detach, or a dry run.
 */
export async function look(command: Command, drivers: Drivers): Promise<Sight> {
  const certain = command.action === 'detach' || command.dryRun;
  const sights = await Promise.all(command.targets.map((target) => lookAt(target, drivers, certain)));
  return { items: sights.flatMap(({ items }) => items), unseen: sights.flatMap(({ unseen }) => unseen) };
}

async function lookAt({ keyPair, instanceIds }: Target, drivers: Drivers, certain: boolean): Promise<Sight> {
  const driver = drivers[keyPair.product];
  const toItems = (pair: KeyPair, seen?: Map<string, Observed>) =>
    instanceIds.map((instanceId) => ({ keyPair: pair, instanceId, observed: seen?.get(instanceId) }));
  try {
    const [resolved, seen] = await Promise.all([
      driver.resolve(keyPair),
      driver.look(keyPair.regionId, instanceIds, certain),
    ]);
    if (resolved) return { items: toItems(resolved, seen), unseen: [] };
    return { items: [], unseen: toItems(keyPair).map((item) => ({ item, verdict: noSuchKeyPair(keyPair) })) };
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    const verdict = error.fate === 'deadline' ? notStarted(error) : refusedWhole(error);
    return { items: [], unseen: toItems(keyPair).map((item) => ({ item, verdict })) };
  }
}

function noSuchKeyPair({ keyPairName, keyPairId }: KeyPair): Verdict {
  const message = `the product lists no key pair ${keyPairId ?? keyPairName}`;
  return { status: 'failed', code: 'InvalidKeyPairName.NotFound', message, cloudRequestId: null };
}

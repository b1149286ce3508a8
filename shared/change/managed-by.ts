import { instanceKey, type Sighting } from '../products/sighting.ts';
import type { Item } from './plan/step.ts';
import type { Outcome } from './report.ts';

/** Says under which logical name a key pair will be attached again, and in words how to keep it off; null: it will not. */
export type FindManager = (sighting: Sighting) => { readonly name: string; readonly message: string } | null;

/** Says of instances without a key pair after a detach that one will be attached again. */
export function addManagedBy(findManager: FindManager, items: readonly Item[]): (outcome: Outcome) => Outcome {
  const keyOf = ({ keyPair, instanceId }: Item) => instanceKey({ product: keyPair.product, instanceId });
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  return (outcome) => {
    const item = byKey.get(instanceKey(outcome));
    if (!item?.observed || !isLeftWithout(outcome, item)) return outcome;
    const { product, regionId } = item.keyPair;
    const manager = findManager({ product, regionId, observed: item.observed });
    if (!manager) return outcome;
    return { ...outcome, message: `${outcome.message}; ${manager.message}`, managedBy: manager.name };
  };
}

function isLeftWithout({ status, code }: Outcome, { observed }: Item): boolean {
  return status === 'succeeded' || code === 'WouldDetach' || (status === 'skipped' && !observed?.keyPairName);
}

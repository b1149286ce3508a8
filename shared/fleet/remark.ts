import type { Item } from '../plan.ts';
import type { Outcome } from '../report.ts';
import type { Fleet } from './fleet.ts';
import { IGNORE_TAG, managedBy } from './match.ts';

/** Says of instances without a key pair after a detach that the fleet will attach one again, and how to keep it off. */
export function remarkOn(fleet: Fleet, items: readonly Item[]): (outcome: Outcome) => Outcome {
  const byKey = new Map(items.map((item) => [`${item.keyPair.product} ${item.instanceId}`, item]));
  return (outcome) => {
    const item = byKey.get(`${outcome.product} ${outcome.instanceId}`);
    const name = item && isLeftWithout(outcome, item) ? managedByFleet(fleet, item) : null;
    if (name === null) return outcome;
    const message = `${outcome.message}; fleet.yaml attaches ${name} again, unless it is tagged ${IGNORE_TAG}`;
    return { ...outcome, message, managedBy: name };
  };
}

function isLeftWithout({ status, code }: Outcome, { observed }: Item): boolean {
  return status === 'succeeded' || code === 'WouldDetach' || (status === 'skipped' && !observed?.keyPairName);
}

function managedByFleet(fleet: Fleet, { keyPair: { product, regionId }, observed }: Item): string | null {
  return observed ? managedBy(fleet, { product, regionId, observed }) : null;
}

import type { Observed } from '../products/product.ts';
import { selects } from '../products/selector.ts';
import type { Sighting } from '../products/sighting.ts';
import type { Fleet, InstanceSelector, ManagedKeyPair } from './fleet.ts';
import { isGenerationOf } from './generation.ts';

/** An instance on which this tag stands, with any value, is left alone. */
export const IGNORE_TAG = 'keyfleet:ignore';

/**
 * The key pair that an instance is to carry: of those in the file's order the first that selects it. Null when none
 * does or the instance is tagged to be ignored. Tags that were not seen match nothing.
 */
export function matchKeyPair(fleet: Fleet, sighting: Sighting): ManagedKeyPair | null {
  return isIgnored(sighting.observed) ? null : findKeyPair(fleet, sighting);
}

/** As {@link matchKeyPair}, for instances that are to be ignored too. */
export function findKeyPair({ keyPairs }: Fleet, sighting: Sighting): ManagedKeyPair | null {
  return keyPairs.find(({ instances }) => isSelectedBy(instances, sighting)) ?? null;
}

export const isSelectedBy = (selectors: readonly InstanceSelector[], sighting: Sighting): boolean =>
  selectors.some((selector) => isSelected(selector, sighting));

export function isIgnored({ tags = {} }: Observed): boolean {
  return Object.hasOwn(tags, IGNORE_TAG);
}

function isSelected(selector: InstanceSelector, { product, regionId, observed }: Sighting): boolean {
  if (product !== selector.product || observed.tags === undefined) return false;
  const isInPlace = selector.regions === null || (regionId !== null && selector.regions.includes(regionId));
  return isInPlace && selects(selector)(observed);
}

/** Whether an instance carries a key pair that is no generation of the one it is to carry. */
export function isForeign({ name }: ManagedKeyPair, { keyPairName }: Observed): boolean {
  return Boolean(keyPairName) && !isGenerationOf(name, keyPairName ?? '');
}

/**
 * Says under which logical name the fleet would attach a detached key pair again; null when it would not.
 * What keeps it detached is the tag {@link IGNORE_TAG}, or to take the instance out of the selectors.
 */
export function managerIn(fleet: Fleet) {
  return (sighting: Sighting) => {
    const keyPair = matchKeyPair(fleet, sighting);
    if (!keyPair) return null;
    const { name } = keyPair;
    return { name, message: `fleet.yaml attaches ${name} again, unless it is tagged ${IGNORE_TAG}` };
  };
}

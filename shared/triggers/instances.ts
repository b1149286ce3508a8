import { toIds } from '../cloud/fields.ts';
import { products } from '../products/index.ts';
import type { ProductName } from '../products/key-pair.ts';
import { toRegionId } from './fields.ts';
import { type EventOrigin, ignore, type LifecycleAction, type Reading } from './hint.ts';

/** What an event says of instances, unchecked. */
export interface Mention {
  readonly product: ProductName;
  readonly regionId: unknown;
  readonly instanceIds: unknown;
  readonly event: EventOrigin;
  readonly lifecycle?: LifecycleAction;
}

/** A hint to look at the instances that an event names. Only what can be an id or a region travels on. */
export function hintAt({ product, regionId, instanceIds, event, lifecycle }: Mention): Reading {
  const ids = toIds(instanceIds);
  if (ids.length === 0 && !lifecycle) return ignore('it names no instance');
  const region = products[product].regional ? toRegionId(regionId) : null;
  return {
    hint: { kind: 'instances', product, regionId: region, instanceIds: ids, lifecycle: lifecycle ?? null, event },
  };
}

import { byOperation } from '../../action/operation.ts';
import type { Product } from '../../action/product.ts';
import { CloudError } from '../../action/refusal.ts';
import type { Call } from '../../gateway/call.ts';
import type { Settings } from '../../settings/settings.ts';
import { createMeter, isSame, type Meter } from './meter.ts';
import { throttled } from './throttled.ts';

/** Counts calls against the quotas that are set. */
export interface Quotas {
  /** @throws CloudError as the product throttles, when the operation's quota is used up */
  take(product: Product, call: Pick<Call, 'actionName' | 'parameters'>): void;
  clear(): void;
}

export interface QuotasOptions {
  settings: Pick<Settings, 'quotas'>;
  /** Epoch milliseconds. */
  now: () => number;
}

/**
 * One meter for each operation and region of the account; a call that names no region has one of its own. A quota that
 * is set to other figures begins afresh.
 */
export function createQuotas({ settings, now }: QuotasOptions): Quotas {
  const meters = new Map<string, Meter>();
  return {
    take: (product, { actionName = '', parameters }) => {
      const quota = byOperation(settings.quotas, product.name, actionName);
      if (!quota) return;
      const key = `${product.name}.${actionName}/${parameters.get('RegionId') ?? ''}`;
      const known = meters.get(key);
      const meter = known && isSame(known.quota, quota) ? known : createMeter(quota);
      if (meter !== known) meters.set(key, meter);
      const waitMs = meter.take(now());
      if (waitMs > 0) throw new CloudError(throttled(product, quota.retryAfter ? waitMs : undefined));
    },
    clear: () => meters.clear(),
  };
}

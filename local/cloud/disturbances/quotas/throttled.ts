import type { Product } from '../../action/product.ts';
import type { Refusal } from '../../action/refusal.ts';
import { gatewayRefusals } from '../../gateway/refusals.ts';

/**
 * How a product says that calls come too fast. `retryAfterMs` goes into `x-acs-retry-after`, which openapi-core reads
 * as whole milliseconds; whether the real cloud sends it is not documented.
 */
export function throttled({ dialect }: Product, retryAfterMs?: number): Refusal {
  const refusal = dialect.throttled ?? gatewayRefusals.throttled;
  return retryAfterMs === undefined ? refusal : { ...refusal, headers: { 'x-acs-retry-after': String(retryAfterMs) } };
}

import type { Product } from '../../action/product.ts';
import { CloudError, type Refusal } from '../../action/refusal.ts';
import { throttled } from '../quotas/throttled.ts';
import type { FaultName, FaultRule } from './rule.ts';

/** Documented statuses of errors that are worth a fault. Source: common error codes of ECS 2014-05-26. */
const statuses: Readonly<Record<string, number>> = { InternalError: 500, ServiceUnavailable: 503 };

/** Calls that never arrived. */
const lost: Partial<Record<FaultName, Refusal>> = {
  html502: { status: 502, code: 'BadGateway', message: 'A proxy could not reach the service.' },
  resetBefore: { status: 0, code: 'ConnectionReset', message: 'The connection was reset.' },
};

/**
 * Keeps a call from being carried out, if that is what a fault does.
 * @throws CloudError with what the caller is told; of a reset and a proxy's page it is only for the log
 */
export function prevent(fault: FaultRule, product: Product): void {
  const refusal = refusalOf(fault, product);
  if (refusal) throw new CloudError(refusal);
}

function refusalOf(fault: FaultRule, product: Product): Refusal | undefined {
  if (fault.fault === 'throttle') {
    const refusal = throttled(product, fault.delayMs);
    return { ...refusal, code: fault.code ?? refusal.code, status: fault.status ?? refusal.status };
  }
  if (fault.fault === 'error') {
    const { code = 'InternalError', status = statuses[code] ?? 400 } = fault;
    return { status, code, message: 'The request has failed because a fault was asked for.' };
  }
  return lost[fault.fault];
}

import type { PreparedCall } from '../action.ts';
import type { Call } from '../call.ts';
import type { Product } from '../product.ts';
import { CloudError } from '../refusal.ts';
import type { State } from '../state.ts';
import { accessDeniedDetail } from './denial.ts';
import { allowsSomewhere, evaluate } from './evaluate.ts';
import { arnOf } from './resource.ts';

/**
 * Refuses who may not call the action on anything: that comes before the parameters are looked at (choice), so that
 * they learn nothing of it.
 * @throws CloudError as the product refuses what RAM does not allow
 */
export function requireAction(state: State, call: Call, product: Product): void {
  const policy = call.principal?.policy ?? 'none';
  if (!allowsSomewhere(policy, actionOf(call, product))) throw denied(state, call, product);
}

/**
 * Refuses who may not call the action on everything that the call touches.
 * @throws CloudError as the product refuses what RAM does not allow
 */
export function requireResources(state: State, call: Call, product: Product, prepared: PreparedCall): void {
  const policy = call.principal?.policy ?? 'none';
  if (policy === 'all') return;
  const touched = prepared.resources(state.cloud);
  const arns = touched?.map((resource) => arnOf(product.ramCode, state.cloud.accountId, resource));
  const verdict = evaluate(policy, actionOf(call, product), arns ?? ['*']);
  if (verdict !== 'allowed') throw denied(state, call, product, verdict === 'explicitDeny');
}

function actionOf({ actionName }: Call, { ramCode }: Product): string {
  return `${ramCode}:${actionName}`;
}

/** A refusal that is a 400 (ENS) says no more than that. */
function denied(state: State, call: Call, product: Product, isExplicit = false): CloudError {
  const refusal = product.dialect.denied;
  if (!call.principal || refusal.status !== 403) return new CloudError(refusal);
  const action = actionOf(call, product);
  const detail = accessDeniedDetail(action, call.principal, state.cloud.accountId, isExplicit);
  return new CloudError({ ...refusal, detail });
}

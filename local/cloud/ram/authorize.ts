import type { PreparedCall } from '../action/action.ts';
import type { Product } from '../action/product.ts';
import { CloudError } from '../action/refusal.ts';
import type { Call } from '../gateway/call.ts';
import type { State } from '../state.ts';
import { accessDeniedDetail } from './denial.ts';
import { arnOf, type Resource } from './resource.ts';
import { mayCall, verdictOn } from './verdict.ts';

/**
 * Refuses a principal that may not call the action on any resource, before the parameters are read (choice), so that
 * the refusal tells nothing about them.
 * @throws CloudError as the product refuses what RAM does not allow
 */
export function requireAction(state: State, call: Call, product: Product): void {
  if (product.openActions?.includes(call.actionName ?? '')) return;
  if (!mayCall(call.principal, actionOf(call, product))) throw denied(state, call, product);
}

/**
 * Refuses a principal that may not call the action on every resource that the call touches, or another action on what
 * is used on the way.
 * @throws CloudError as the product refuses what RAM does not allow
 */
export function requireResources(state: State, call: Call, product: Product, prepared: PreparedCall): void {
  if (product.openActions?.includes(call.actionName ?? '')) return;
  if (call.principal?.policy === 'all' && !call.principal.sessionPolicy) return;
  const touched = prepared.resources(state.cloud);
  const own = actionOf(call, product);
  for (const [action, resources] of byAction(touched ?? [], own)) {
    const arns = resources.map((resource) =>
      arnOf(resource.service ?? product.ramCode, state.cloud.accountId, resource),
    );
    const verdict = verdictOn(call.principal, action, arns);
    if (verdict !== 'allowed') throw denied(state, call, product, { action, isExplicit: verdict === 'explicitDeny' });
  }
}

/** The call's own action first, also where it touches nothing. */
function byAction(touched: readonly Resource[], own: string): Map<string, Resource[]> {
  const found = new Map<string, Resource[]>([[own, []]]);
  for (const resource of touched) {
    const { action = own } = resource;
    found.set(action, [...(found.get(action) ?? []), resource]);
  }
  return found;
}

function actionOf({ actionName }: Call, { ramCode }: Product): string {
  return `${ramCode}:${actionName}`;
}

/** What was not allowed, and whether a policy says so. */
interface Why {
  readonly action: string;
  readonly isExplicit: boolean;
}

/** A refusal that is a 400 (ENS) says no more than that. */
function denied(state: State, call: Call, product: Product, why: Partial<Why> = {}): CloudError {
  const refusal = product.dialect.denied;
  if (!call.principal || refusal.status !== 403) return new CloudError(refusal);
  const { action = actionOf(call, product), isExplicit = false } = why;
  const detail = accessDeniedDetail(action, call.principal, state.cloud.accountId, isExplicit);
  return new CloudError({ ...refusal, detail });
}

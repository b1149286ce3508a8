import { CloudError, type Refusal } from '../action/refusal.ts';
import type { Cloud } from '../model/cloud.ts';
import type { Instance } from '../model/instance.ts';
import type { PowerOperation } from '../model/power-steps.ts';
import type { ProductName } from '../model/product-names.ts';

/** A product's words for what can stand against a change of power. */
export interface PowerRules {
  product: ProductName;
  refusals: Readonly<Record<'instanceNotFound' | 'incorrectStatus', Refusal>>;
}

/** A change of power asked of instances. */
export interface PowerRequest {
  operation: PowerOperation;
  /** Undefined for ENS, and for the ECS actions that name no region. */
  regionId?: string;
  instanceIds: readonly string[];
  /** As pulling the plug. */
  force?: boolean | undefined;
}

/** The outcome for one instance: either it is changing, or `refusal` says why not. */
export interface PowerOutcome {
  readonly instanceId: string;
  readonly instance: Instance | undefined;
  /** The state before; undefined for an id that does not exist. */
  readonly previous: Instance['status'] | undefined;
  readonly refusal: Refusal | undefined;
}

/** Looks which instances would take a change; nothing happens. An id that is named twice counts once (choice). */
export function judgePower(cloud: Cloud, { product, refusals }: PowerRules, request: PowerRequest): PowerOutcome[] {
  return [...new Set(request.instanceIds)].map((instanceId) => {
    const instance = cloud.instances.find(product, request.regionId, instanceId);
    const accepted = instance?.power.accepts(request.operation);
    const refusal = accepted ? undefined : instance ? refusals.incorrectStatus : refusals.instanceNotFound;
    return { instanceId, instance, previous: instance?.status, refusal };
  });
}

/** Begins the change in every instance that takes it. */
export function changePowerOfSome(cloud: Cloud, rules: PowerRules, request: PowerRequest): PowerOutcome[] {
  const outcomes = judgePower(cloud, rules, request);
  for (const { instance, refusal } of outcomes) {
    if (!refusal) instance?.power.begin(request.operation, request.force);
  }
  return outcomes;
}

/**
 * Begins the change in all instances, or in none.
 * @throws CloudError with the first instance's refusal
 */
export function changePower(cloud: Cloud, rules: PowerRules, request: PowerRequest): PowerOutcome[] {
  refuseAny(judgePower(cloud, rules, request));
  return changePowerOfSome(cloud, rules, request);
}

/** @throws CloudError with the first refusal, if there is one */
export function refuseAny(outcomes: readonly PowerOutcome[]): void {
  const refusal = outcomes.find((outcome) => outcome.refusal)?.refusal;
  if (refusal) throw new CloudError(refusal);
}

import { CloudError, type Refusal } from '../action/refusal.ts';
import type { Cloud } from '../model/cloud.ts';
import type { Instance, InstanceStatus } from '../model/instance.ts';
import type { ProductName } from '../model/product-names.ts';

/** What can be wrong with one instance when a key pair is attached or detached. */
export type InstanceProblem = 'unknownInstanceId' | 'windows' | 'ioOptimize' | 'incorrectStatus' | 'notAttached';

/** A product's rules for attaching and detaching. */
export interface AttachRules {
  product: ProductName;
  /** States in which an instance takes a change. */
  states: readonly InstanceStatus[];
  refusals: Readonly<Record<InstanceProblem, Refusal>>;
}

/** The outcome for one instance; `refusal` is undefined when the change was made. */
export interface InstanceOutcome {
  instanceId: string;
  refusal: Refusal | undefined;
}

/** A change to one instance: what speaks against it, and how it is made. */
export interface Change {
  judge(instance: Instance): InstanceProblem | undefined;
  apply(instance: Instance): void;
}

/**
 * Makes a change to each instance in turn. Problems of the kind `request` (by the settings) refuse the whole call
 * before anything is changed; the others stand in their instance's row while the rest goes on.
 * @param regionId undefined for ENS
 */
export function changeInstances(
  cloud: Cloud,
  rules: AttachRules,
  { regionId, instanceIds }: { regionId?: string; instanceIds: readonly string[] },
  change: Change,
): InstanceOutcome[] {
  const found = instanceIds.map((instanceId) => {
    const instance = cloud.instances.find(rules.product, regionId, instanceId);
    return {
      instanceId,
      instance,
      problem: instance ? judge(instance, rules, change) : ('unknownInstanceId' as const),
    };
  });
  const fatal = found.find(({ problem }) => problem && cloud.settings[problem][rules.product] === 'request');
  if (fatal?.problem) throw new CloudError(rules.refusals[fatal.problem]);
  return found.map(({ instanceId, instance, problem }) => {
    if (instance && !problem) change.apply(instance);
    const isSuccess = !problem || cloud.settings[problem][rules.product] === 'success';
    return { instanceId, refusal: isSuccess ? undefined : rules.refusals[problem] };
  });
}

function judge(instance: Instance, { states }: AttachRules, change: Change): InstanceProblem | undefined {
  if (instance.os === 'windows') return 'windows';
  return states.includes(instance.status) ? change.judge(instance) : 'incorrectStatus';
}

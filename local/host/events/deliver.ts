import { type CloudEvent, isCloudEvent } from '../../cloud/events/event.ts';
import type { AsyncInvoker } from '../async/async-invoker.ts';
import type { HostCloud } from '../host-cloud.ts';
import type { HostedFunction } from '../hosted-function.ts';
import { createRequestId } from '../runtime/context.ts';
import type { EventTriggerSpec } from '../spec.ts';
import { createDisturber } from './disturb.ts';
import { matchesPattern } from './matches-pattern.ts';
import { retryDelays } from './retry-delays.ts';

export type DeliveryOptions = {
  readonly functions: readonly HostedFunction[];
  readonly cloud: HostCloud;
  readonly now: () => number;
  readonly random: () => number;
  readonly invokeAsync: AsyncInvoker['invoke'];
  /** Returns at once when the host closes. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly log: (line: string) => void;
};

const UNDISTURBED = { drop: 0, duplicate: false, shuffle: false, seed: 1 };

type Target = { readonly hosted: HostedFunction; readonly trigger: EventTriggerSpec; readonly pattern: object };

/**
 * Delivers what the cloud announces to the functions whose pattern matches, one event an invocation. A rule sees the
 * events of its own region's bus only. Source: EventBridge, `default` bus; FC triggers of mode event-driven. Events in
 * CloudMonitor's shape are not on the bus, so they are not delivered. Returns what ends it.
 */
export function deliverEvents(options: DeliveryOptions): () => void {
  const { cloud } = options;
  const targets = options.functions.flatMap(toTargets);
  const disturb = createDisturber(() => cloud.settings?.events ?? UNDISTURBED);
  if (targets.length === 0 || !cloud.events) return () => {};
  return cloud.events.subscribe((event) => {
    if (!isCloudEvent(event)) return;
    for (const target of targets) {
      if (!isFor(target, event)) continue;
      for (const lateMs of disturb()) deliverLate(target, event, lateMs, options);
    }
  });
}

function toTargets(hosted: HostedFunction): Target[] {
  return hosted.spec.triggers.flatMap((trigger) => {
    if (trigger.triggerType !== 'eventbridge' || !trigger.triggerConfig.triggerEnable) return [];
    return [{ hosted, trigger, pattern: JSON.parse(trigger.triggerConfig.eventRuleFilterPattern) as object }];
  });
}

function isFor({ hosted, pattern }: Target, event: CloudEvent): boolean {
  return event.aliyunregionid === hosted.spec.region && matchesPattern(pattern, event);
}

function deliverLate(target: Target, event: CloudEvent, lateMs: number, options: DeliveryOptions): void {
  const start = async () => {
    if (lateMs > 0) await options.sleep(lateMs);
    await deliver(target, Buffer.from(JSON.stringify(event)), options);
  };
  start().catch((error: unknown) => options.log(String(error)));
}

/** An asynchronous target has taken the event once the call is queued; of a synchronous one the bus sees the failure. */
async function deliver({ hosted, trigger }: Target, event: Buffer, options: DeliveryOptions): Promise<void> {
  const call = { requestId: createRequestId(options.now()) };
  if (trigger.triggerConfig.asyncInvocationType) return options.invokeAsync(hosted, event, call);
  const strategy = trigger.triggerConfig.runOptions?.retryStrategy?.PushRetryStrategy ?? 'BACKOFF_RETRY';
  if ((await hosted.invoke(event, call)).ok) return;
  for (const delayMs of retryDelays(strategy, options.random)) {
    await options.sleep(delayMs);
    if ((await hosted.invoke(event, call)).ok) return;
  }
  options.log(`${hosted.spec.resource} | ${call.requestId} ${trigger.triggerName}: the event was given up`);
}

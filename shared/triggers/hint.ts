import type { ProductName } from '../products/key-pair.ts';

/** Which event a hint came from, for the log; null where it did not say. */
export interface EventOrigin {
  /** Two events with the same source and id are the same event. */
  readonly id: string | null;
  readonly source: string | null;
  /** Such as `ecs:Instance:StateChange`, or `timer`. */
  readonly type: string | null;
}

/** A scale-out of Auto Scaling that waits until its instances are ready: one token for all of them. */
export interface LifecycleAction {
  readonly hookId: string;
  readonly token: string;
  readonly scalingGroupId: string | null;
  /** What DescribeLifecycleActions asks for. */
  readonly scalingActivityId: string | null;
}

/** Reason to look at some instances. What it says of them may be late, repeated or forged. */
export interface InstancesHint {
  readonly kind: 'instances';
  readonly product: ProductName;
  /** Null for a central product, and where the event does not say: then it is the function's own region. */
  readonly regionId: string | null;
  /** Distinct; empty only for a lifecycle action that does not name its instances. */
  readonly instanceIds: readonly string[];
  /** What waits for these instances; null for nothing. */
  readonly lifecycle: LifecycleAction | null;
  readonly event: EventOrigin;
}

/** Reason to look at the whole fleet. */
export interface ReconcileHint {
  readonly kind: 'reconcile';
  readonly event: EventOrigin;
}

export type Hint = InstancesHint | ReconcileHint;

/** Identifies an event by what it says of itself, as long as that may be: ids have 128 characters, types 64. */
export function originOf(id: string | null, source: string | null, type: string | null): EventOrigin {
  const short = (text: string | null) => text?.slice(0, 128) ?? null;
  return { id: short(id), source: short(source), type: short(type) };
}

/** One event as read: a hint, or the reason why it is not one. */
export type Reading = { readonly hint: Hint } | { readonly reason: string };

/** Why something that was delivered is not even an event. */
export const NO_EVENT = 'it is no event that we know';

/** Why an event is no hint. What it quotes is cut short, because it may be forged. */
export function ignore(reason: string, quoted?: string | null): Reading {
  return { reason: typeof quoted === 'string' ? `${reason} ${JSON.stringify(quoted.slice(0, 64))}` : reason };
}

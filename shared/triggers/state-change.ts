import { type Fields, fieldOf, textOf } from './fields.ts';
import { type EventOrigin, ignore, type Reading } from './hint.ts';
import { hintAt } from './instances.ts';

/**
 * States after which an instance may need its key pair. The documents disagree on the first one, `Created` or
 * `Pending`, and on whether it is announced at all, so none is relied on.
 * Source: EventBridge "ECS events"; ECS "Instance event notification"; CloudMonitor "Appendix 2: System events, ECS".
 */
const STATES: readonly string[] = ['Created', 'Pending', 'Running', 'Stopped'];

export function isStateToActOn(state: string | null): boolean {
  return state !== null && STATES.includes(state);
}

/** The content of an ECS state change, the same in EventBridge's `data` and CloudMonitor's `content`. */
export function readStateChange(content: Fields, regionId: unknown, event: EventOrigin): Reading {
  const state = textOf(content, 'state');
  if (!isStateToActOn(state)) return ignore('nothing is to be done at state', state);
  return hintAt({ product: 'ecs', regionId, instanceIds: fieldOf(content, 'resourceid', 'instanceid'), event });
}

import { toId } from '../cloud/fields.ts';
import { type Fields, fieldOf, textOf } from './fields.ts';
import { type EventOrigin, ignore, type Reading } from './hint.ts';
import { hintAt } from './instances.ts';

/** Whether this is what a lifecycle hook says, without its envelope. */
export function isLifecycle(content: Fields): boolean {
  return fieldOf(content, 'lifecycleactiontoken') !== undefined;
}

/**
 * A scale-out that a lifecycle hook holds back. Source: EventBridge "Auto Scaling events" for the types; no sample of
 * the data is published, so the fields are those of ESS 2014-08-28 DescribeLifecycleActions in any case of letters.
 */
export function readLifecycle(content: Fields, regionId: unknown, event: EventOrigin): Reading {
  const transition = textOf(content, 'lifecycletransition');
  if (transition !== null && transition !== 'SCALE_OUT') return ignore('nothing is to be done at', transition);
  const hookId = toId(fieldOf(content, 'lifecyclehookid'));
  const token = toId(fieldOf(content, 'lifecycleactiontoken'));
  if (hookId === null || token === null) return ignore('it names no lifecycle action');
  const lifecycle = {
    hookId,
    token,
    scalingGroupId: toId(fieldOf(content, 'scalinggroupid')),
    scalingActivityId: toId(fieldOf(content, 'scalingactivityid')),
  };
  return hintAt({
    product: 'ecs',
    regionId,
    instanceIds: fieldOf(content, 'instanceids', 'instanceid'),
    event,
    lifecycle,
  });
}

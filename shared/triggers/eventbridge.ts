import { unpack } from '../cloud/fields.ts';
import { refuseForeign } from './account.ts';
import { readTrailRecord } from './action-trail.ts';
import { type Fields, fieldOf, isFields, textOf } from './fields.ts';
import { type EventOrigin, ignore, originOf, type Reading } from './hint.ts';
import { readLifecycle } from './lifecycle.ts';
import { readStateChange } from './state-change.ts';

type Reader = (data: Fields, regionId: unknown, event: EventOrigin) => Reading;

/** The types that are ours. Source: EventBridge "ECS events", "ActionTrail events", "Auto Scaling events". */
const readers: ReadonlyArray<readonly [type: RegExp, read: Reader]> = [
  [/^ecs:Instance:StateChange$/, readStateChange],
  [/^\w+:ActionTrail:(ApiCall|ConsoleOperation|AliyunServiceEvent)$/, readTrailRecord],
  [/^ess:LifecycleHook:ScaleOut$/, readLifecycle],
  [/^ess:LifecycleHook:Test$/, () => ignore('it tests a lifecycle hook, which works')],
  [/^eventbridge:Events:ScheduledEvent$/, (_data, _regionId, event) => ({ hint: { kind: 'reconcile', event } })],
];

/** Whether an event has the envelope of EventBridge (CloudEvents 1.0); only what we read of it has to be there. */
export function isCloudEvent(event: Fields): boolean {
  return textOf(event, 'type') !== null && textOf(event, 'source') !== null;
}

/**
 * An event of EventBridge. `data` may be JSON in a text; where a transformation dissolved it, its fields stand beside
 * the envelope's. Optional attributes are not looked at: `aliyunpublishtime`,
 * for one, may be no time at all (`…PRC`). Source: EventBridge "Event overview".
 */
export function readCloudEvent(event: Fields, accountId: string): Reading {
  const refusal = refuseForeign(event, ['aliyunaccountid', 'aliyunoriginalaccountid'], accountId);
  if (refusal) return refusal;
  const type = textOf(event, 'type') ?? '';
  const read = readers.find(([pattern]) => pattern.test(type))?.[1];
  if (!read) return ignore('nothing is to be done at type', type);
  const data = unpack(fieldOf(event, 'data'));
  const regionId = fieldOf(event, 'aliyunregionid', 'regionid', 'region');
  const origin = originOf(textOf(event, 'id'), textOf(event, 'source'), type);
  return read(isFields(data) ? data : event, regionId, origin);
}

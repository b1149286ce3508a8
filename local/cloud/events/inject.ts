import * as v from 'valibot';
import { InvalidInput } from '../settings/invalid-input.ts';
import { cloudEvent, monitorEvent } from './envelope.ts';
import type { WireEvent } from './event.ts';
import type { EventBus } from './events.ts';

const text = v.pipe(v.string(), v.minLength(1));
const cloudEventSchema = v.looseObject({ source: text, type: text });
const monitorEventSchema = v.looseObject({ product: text, name: text });

const defaultRegion = 'cn-hangzhou';

/**
 * Puts an event on the bus: `source` and `type` make one of EventBridge, `product` and `name` one of CloudMonitor.
 * Everything else is taken as it stands, also another account or a type of one's own; what an envelope must have and
 * was not given is filled in, and the whole event returned.
 * @throws InvalidInput
 */
export function injectEvent(events: EventBus, given: unknown): WireEvent {
  const event = asCloudEvent(events, given) ?? asMonitorEvent(events, given);
  if (!event)
    throw new InvalidInput([{ path: 'body', expected: 'an event with source and type, or product and name' }]);
  events.publish(event);
  return event;
}

function asCloudEvent(events: EventBus, given: unknown): WireEvent | undefined {
  const parsed = v.safeParse(cloudEventSchema, given);
  if (!parsed.success) return undefined;
  const { source, type } = parsed.output;
  const { subject: _subject, ...whole } = cloudEvent(events.origin(), {
    source,
    type,
    subject: '',
    regionId: defaultRegion,
    data: {},
  });
  return { ...whole, ...parsed.output };
}

function asMonitorEvent(events: EventBus, given: unknown): WireEvent | undefined {
  const parsed = v.safeParse(monitorEventSchema, given);
  if (!parsed.success) return undefined;
  const { product, name } = parsed.output;
  const place = { resourceId: '', regionId: defaultRegion, content: {} };
  return { ...monitorEvent(events.origin(), { product, name, level: 'INFO', ...place }), ...parsed.output };
}

import { unpack } from '../cloud/fields.ts';
import { refuseForeign } from './account.ts';
import { type Fields, fieldOf, isFields, textOf } from './fields.ts';
import { ignore, originOf, type Reading } from './hint.ts';
import { hintAt } from './instances.ts';
import { readStateChange } from './state-change.ts';

/** Whether an event has the shape of CloudMonitor's own, which is no CloudEvent. */
export function isMonitorEvent(event: Fields): boolean {
  return textOf(event, 'product') !== null && textOf(event, 'name') !== null && fieldOf(event, 'content') !== undefined;
}

/**
 * An event that CloudMonitor hands to a function: ECS state changes and new ENS instances. Of its two resource ids the
 * outer one is an ARN, the inner one the bare id; newer ones carry more fields, which are not looked at.
 * Source: ECS "Instance event notification"; CloudMonitor "Appendix 2: System events, Edge Node Service", where
 * the content is not shown.
 */
export function readMonitorEvent(event: Fields, accountId: string): Reading {
  const refusal = refuseForeign(event, ['userid'], accountId);
  if (refusal) return refusal;
  const [product, name] = [textOf(event, 'product')?.toUpperCase(), textOf(event, 'name')];
  const unpacked = unpack(fieldOf(event, 'content'));
  const content = isFields(unpacked) ? unpacked : {};
  const origin = originOf(textOf(event, 'id'), 'cloudmonitor', name);
  if (product === 'ECS' && name === 'Instance:StateChange') {
    return readStateChange(content, fieldOf(event, 'regionid'), origin);
  }
  if (product === 'ENS' && name === 'EnsInstance:Create:Executed') {
    const inner = fieldOf(content, 'instanceid', 'resourceid', 'instanceids');
    const instanceIds = inner ?? lastPart(textOf(event, 'resourceid'));
    return hintAt({ product: 'ens', regionId: null, instanceIds, event: origin });
  }
  return ignore('nothing is to be done at', `${product} ${name}`);
}

/** The id at the end of an ARN. */
function lastPart(arn: string | null): string | undefined {
  return arn?.split('/').at(-1);
}

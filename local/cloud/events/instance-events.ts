import type { Fact } from '../model/fact.ts';
import type { Instance } from '../model/instance.ts';
import type { ProductName } from '../model/product-names.ts';
import type { Settings } from '../settings/settings.ts';
import { cloudEvent, monitorEvent, type Origin } from './envelope.ts';
import type { WireEvent } from './event.ts';

type Announce = (origin: Origin, fact: Fact, shapes: Settings['eventShapes']) => WireEvent[];

/** What each product announces of its instances. SWAS announces nothing: no event source of it is documented. */
const announcements: Partial<Record<ProductName, Announce>> = {
  ecs: (origin, fact, { creation }) => stateChange(origin, fact.instance, stateOf(fact, creation)),
  ens: (origin, fact) => (fact.what === 'instanceCreated' ? [edgeInstanceCreated(origin, fact.instance)] : []),
};

/** `Deleted` closes the list of states. Source: ECS "Instance event notification", state. */
function stateOf(fact: Fact, creation: string): string {
  if (fact.what === 'instanceState') return fact.status;
  return fact.what === 'instanceCreated' ? creation : 'Deleted';
}

export function announceInstance(origin: Origin, fact: Fact, shapes: Settings['eventShapes']): WireEvent[] {
  return announcements[fact.instance.product]?.(origin, fact, shapes) ?? [];
}

/**
 * `ecs:Instance:StateChange` by EventBridge and `Instance:StateChange` by CloudMonitor.
 * Source: EventBridge "ECS events"; ECS "Instance event notification" for the three fields. The subject is an ARN
 * (choice: no sample of this event is published in full; MNS events have one).
 */
function stateChange(origin: Origin, instance: Instance, state: string): WireEvent[] {
  const { instanceId, regionId } = instance;
  const data = { resourceId: instanceId, resourceType: 'ALIYUN::ECS::Instance', state };
  const subject = arnOf(origin, instance);
  const change = { product: 'ECS', name: 'Instance:StateChange', level: 'INFO', resourceId: subject };
  return [
    cloudEvent(origin, { source: 'acs.ecs', type: 'ecs:Instance:StateChange', subject, regionId, data }),
    monitorEvent(origin, { ...change, regionId, content: data }),
  ];
}

/**
 * `EnsInstance:Create:Executed`. Source: CloudMonitor "Appendix 2: System events, Edge Node Service", which lists name
 * and level; choice: a payload is not published, so `content` names the instance as ECS's system events do.
 */
function edgeInstanceCreated(origin: Origin, instance: Instance): WireEvent {
  const { instanceId, regionId } = instance;
  const head = { product: 'ENS', name: 'EnsInstance:Create:Executed', level: 'CRITICAL' };
  return monitorEvent(origin, { ...head, resourceId: arnOf(origin, instance), regionId, content: { instanceId } });
}

function arnOf({ accountId }: Origin, { product, regionId, instanceId }: Instance): string {
  return `acs:${product}:${regionId}:${accountId}:instance/${instanceId}`;
}

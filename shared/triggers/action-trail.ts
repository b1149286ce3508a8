import { toIds, unpack } from '../cloud/fields.ts';
import type { ProductName } from '../products/key-pair.ts';
import { type Fields, fieldOf, isFields, textOf } from './fields.ts';
import { type EventOrigin, ignore, type Reading } from './hint.ts';
import { hintAt } from './instances.ts';

/**
 * Calls that make instances. `Create` is the console's buy page. Source: ActionTrail DescribeResourceLifeCycleEvents
 * (ECS) and "Audit events of ENS".
 */
const CREATING: readonly string[] = ['RunInstances', 'CreateInstance', 'Create'];

/** Services by the name that ActionTrail gives them. SWAS's calls are not among what EventBridge is said to get. */
const services = new Map<string, ProductName>([
  ['ecs', 'ecs'],
  ['ens', 'ens'],
]);

export function isTrailRecord(record: Fields): boolean {
  return textOf(record, 'eventname') !== null && textOf(record, 'servicename') !== null;
}

/**
 * A call that ActionTrail recorded, by API, by console or by a service. Failed calls are recorded too.
 * Source: EventBridge "ActionTrail events"; ActionTrail "Management event structure".
 */
export function readTrailRecord(record: Fields, regionId: unknown, event: EventOrigin): Reading {
  const service = textOf(record, 'servicename') ?? event.type?.split(':')[0];
  const product = services.get(service?.toLowerCase() ?? '');
  const action = textOf(record, 'eventname') ?? '';
  if (!product || !CREATING.includes(action)) return ignore('it records a call that makes no instance', action);
  const errorCode = textOf(record, 'errorcode');
  if (errorCode) return ignore('it records a call that failed with', errorCode);
  const ids = new Set([...referenced(record, product), ...answered(fieldOf(record, 'responseelements'))]);
  const region = fieldOf(record, 'acsregion') ?? regionId;
  return hintAt({ product, regionId: region, instanceIds: [...ids], event });
}

/** `{"ACS::ECS::Instance": ["i-…"]}` */
function referenced(record: Fields, product: ProductName): string[] {
  const resources = unpack(fieldOf(record, 'referencedresources'));
  return isFields(resources) ? toIds(fieldOf(resources, `acs::${product}::instance`)) : [];
}

/** How deep an answer nests its ids: `InstanceIdSets.InstanceIdSet` at most. */
const DEPTH = 3;

/** `InstanceId`, `InstanceIds` and `InstanceIdSets.InstanceIdSet`, wherever the products put them. */
function answered(value: unknown, depth = DEPTH): string[] {
  const elements = unpack(value);
  if (!isFields(elements) || depth === 0) return [];
  return Object.entries(elements).flatMap(([key, inner]) => {
    if (!/^instanceid(s|sets?)?$/i.test(key)) return [];
    return isFields(inner) ? answered(inner, depth - 1) : toIds(inner);
  });
}

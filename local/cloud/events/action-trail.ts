import type { AnswerBody } from '../action/action.ts';
import type { CallRecord } from '../gateway/calls.ts';
import type { Principal } from '../gateway/principals.ts';
import { toSeconds } from '../model/time.ts';
import { cloudEvent, type Origin, uuid } from './envelope.ts';
import type { CloudEvent } from './event.ts';
import { referencedResources } from './referenced-resources.ts';
import { userIdentity } from './user-identity.ts';

/** A call that the cloud knew the caller of. */
export interface CallMade {
  record: CallRecord;
  principal: Principal;
  apiVersion: string | undefined;
  userAgent: string;
  /** Undefined when the call was refused. */
  refusalMessage: string | undefined;
  /** The part of the answer that names new instances. */
  answered: AnswerBody;
  /** For calls that name no region. */
  regionOf(instanceId: string): string | undefined;
}

/**
 * Products whose calls reach EventBridge by ActionTrail, with their names there. SWAS is not among them: neither list
 * of the documents has it. Source: EventBridge "ActionTrail events"; ENS stands in the older Chinese list only.
 */
const services: Readonly<Record<string, string | undefined>> = { ecs: 'Ecs', ens: 'Ens', kms: 'Kms' };

/** Where a call counts that names no region, such as any of ENS (choice: not documented). */
const centralRegion = 'cn-hangzhou';

/** ActionTrail hands on what writes, not what reads. */
export function isTrailed({ product, action }: Pick<CallRecord, 'product' | 'action'>): boolean {
  return services[product ?? ''] !== undefined && !/^(Describe|List|Get)/.test(action ?? '');
}

/**
 * `<product>:ActionTrail:ApiCall`. Source: EventBridge "ActionTrail events" for envelope type and sample; ActionTrail
 * "Management event structure" for the fields that the sample lacks. Failed calls are announced too, with `errorCode`.
 * Choices: times are those of the call's end; the subject is an ARN in the manner of other products.
 */
export function apiCallEvent(origin: Origin, made: CallMade): CloudEvent {
  const { record } = made;
  const product = record.product ?? '';
  const resources = referencedResources(record, made.answered);
  const instanceId = resources[`ACS::${product.toUpperCase()}::Instance`]?.[0];
  const regionId = record.parameters.RegionId ?? (instanceId && regionOf(made, instanceId)) ?? centralRegion;
  return cloudEvent(origin, {
    source: `acs.${product}`,
    type: `${product}:ActionTrail:ApiCall`,
    subject: `acs:${product}:${regionId}:${origin.accountId}:*`,
    regionId,
    data: { ...trailOf(origin, made, regionId), referencedResources: resources },
  });
}

function trailOf(origin: Origin, made: CallMade, regionId: string) {
  const { record, apiVersion, refusalMessage } = made;
  return {
    eventId: uuid(record.requestId),
    eventVersion: 1,
    eventRW: 'Write',
    eventType: 'ApiCall',
    eventName: record.action,
    eventSource: `${record.product}.${regionId}.aliyuncs.com`,
    eventTime: toSeconds(origin.time),
    serviceName: services[record.product ?? ''],
    apiVersion,
    acsRegion: regionId,
    isGlobal: false,
    requestId: record.requestId,
    requestParameters: record.parameters,
    responseElements: { RequestId: record.requestId, ...made.answered },
    sourceIpAddress: '127.0.0.1',
    userAgent: made.userAgent,
    userIdentity: userIdentity(origin, made.principal),
    ...(record.code !== null && { errorCode: record.code, errorMessage: refusalMessage }),
  };
}

/** ENS counts as central wherever its instance stands. */
function regionOf({ record, regionOf: find }: CallMade, instanceId: string): string | undefined {
  return record.product === 'ens' ? undefined : find(instanceId);
}

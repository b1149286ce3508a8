import { productNames } from '../products/index.ts';
import type { ProductName } from '../products/key-pair.ts';
import { refuseForeign } from './account.ts';
import { isTrailRecord, readTrailRecord } from './action-trail.ts';
import { type Fields, fieldOf, textOf } from './fields.ts';
import { ignore, NO_EVENT, originOf, type Reading } from './hint.ts';
import { hintAt } from './instances.ts';
import { isLifecycle, readLifecycle } from './lifecycle.ts';
import { isStateToActOn } from './state-change.ts';

const IDS = ['instanceids', 'instanceid', 'resourceid'];
const REGION = ['regionid', 'region', 'acsregion', 'aliyunregionid'];
const ACCOUNT = ['aliyunaccountid', 'aliyunoriginalaccountid', 'accountid', 'recipientaccountid', 'userid'];
/** `acs:ecs:cn-hangzhou:<account>:instance/i-…` */
const ARN = /^acs:(?<product>\w+):(?<region>[\w-]*):(?<account>\w*):instance\/(?<id>[^/]+)$/;

/**
 * What a target's transformation left of an event: the `data` alone, or chosen fields, such as
 * `{"instanceId": "i-…", "regionId": "cn-hangzhou"}`. Without a product they are of ECS where they name a region.
 * Source: EventBridge "Event content transformation" (TEMPLATE, JSONPATH).
 */
export function readTransformed(body: Fields, accountId: string): Reading {
  const event = originOf(textOf(body, 'id', 'eventid'), textOf(body, 'source'), textOf(body, 'type'));
  const regionId = fieldOf(body, ...REGION);
  const refusal = refuseForeign(body, ACCOUNT, accountId);
  if (refusal) return refusal;
  if (isLifecycle(body)) return readLifecycle(body, regionId, event);
  if (isTrailRecord(body)) return readTrailRecord(body, regionId, event);
  const state = textOf(body, 'state');
  if (state !== null && !isStateToActOn(state)) return ignore('nothing is to be done at state', state);
  const arn = ARN.exec(textOf(body, ...IDS) ?? '')?.groups ?? {};
  if (arn.account && arn.account !== accountId) return ignore('it is of another account,', arn.account);
  const product = productOf(body, arn.product);
  if (!product) return ignore(NO_EVENT);
  return hintAt({ product, regionId: regionId ?? arn.region, instanceIds: arn.id ?? fieldOf(body, ...IDS), event });
}

function productOf(body: Fields, inArn: string | undefined): ProductName | null {
  const named =
    textOf(body, 'product') ?? inArn ?? /^ALIYUN::(\w+)::Instance$/.exec(textOf(body, 'resourcetype') ?? '')?.[1];
  if (named !== undefined) return productNames.find((name) => name === named.toLowerCase()) ?? null;
  const isRegional = fieldOf(body, ...REGION) !== undefined && fieldOf(body, ...IDS) !== undefined;
  return isRegional ? 'ecs' : null;
}

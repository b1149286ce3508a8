import type { DescribeInstancesRequest } from '@alicloud/ecs20140526/dist/models/DescribeInstancesRequest.js';
import { allTokenPages } from '../../cloud/pages.ts';
import type { RpcCall } from '../../cloud/rpc.ts';
import { perChunk } from '../../lists.ts';
import type { Driver } from '../driver.ts';
import { byId, type Observed } from '../observed.ts';
import { type Selector, selects } from '../selector.ts';
import { type EcsInstance, toObserved } from './observed.ts';
import { type Fields, toWire } from './wire.ts';

const DESCRIBE_LIMIT = 100;

/** "The number of resources with this tag cannot exceed 1,000": what a longer answer would be is not documented. */
const TAGGED_LIMIT = 1_000;

interface InstancesBody {
  NextToken?: string;
  Instances?: { Instance?: EcsInstance[] };
}

/** Source: Ecs 2014-05-26 DescribeInstances, which shows all in one call: state, key pair, tags and start time. */
export function createInstances(call: RpcCall): Pick<Driver, 'look' | 'statuses' | 'list'> {
  const describe = async (regionId: string | null, filter: Fields<DescribeInstancesRequest>) => {
    const request = { regionId: regionId ?? '', maxResults: DESCRIBE_LIMIT, ...filter };
    const body = await call<InstancesBody>('DescribeInstances', toWire<DescribeInstancesRequest>(request));
    return { items: (body.Instances?.Instance ?? []).map(toObserved), nextToken: body.NextToken };
  };
  const look = async (regionId: string | null, instanceIds: readonly string[]) => {
    const describeSome = async (ids: readonly string[]) =>
      (await describe(regionId, { instanceIds: JSON.stringify(ids) })).items;
    return byId(await perChunk(instanceIds, DESCRIBE_LIMIT, describeSome));
  };
  const listAll = (regionId: string | null, filter: Fields<DescribeInstancesRequest>) =>
    allTokenPages((nextToken) => describe(regionId, { ...filter, ...(nextToken && { nextToken }) }));
  return {
    look,
    statuses: look,
    list: async (regionId, selector) => {
      const found = await listAll(regionId, toFilter(selector));
      const isWhole = !selector.tags || found.length < TAGGED_LIMIT;
      return distinct(isWhole ? found : await listAll(regionId, {}), selector);
    },
  };
}

function toFilter({ tags = {}, namePattern }: Selector): Fields<DescribeInstancesRequest> {
  const tag = Object.entries(tags).map(([key, value]) => ({ key, value }));
  return { ...(tag.length > 0 && { tag }), ...(namePattern && { instanceName: namePattern }) };
}

function distinct(found: readonly Observed[], selector: Selector): Observed[] {
  return [...byId(found.filter(selects(selector))).values()];
}

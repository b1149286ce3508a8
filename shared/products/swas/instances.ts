import { allPages } from '../../cloud/pages.ts';
import type { RpcCall } from '../../cloud/rpc.ts';
import { perChunk } from '../../lists.ts';
import type { Driver, InstanceState } from '../driver.ts';
import { byId, type Observed } from '../observed.ts';
import { type Selector, selects } from '../selector.ts';
import { toTagParameters } from '../tags.ts';
import { listAttached, readAttached } from './attached.ts';
import { type SwasInstance, toObserved } from './observed.ts';

const LIST_LIMIT = 100;

interface InstancesBody {
  TotalCount?: number;
  Instances?: SwasInstance[];
}

/** Source: SWAS-OPEN 2020-06-01 ListInstances and ListInstanceStatus, 100 ids and 100 a page. */
export function createInstances(call: RpcCall): Pick<Driver, 'look' | 'statuses' | 'list'> {
  const read = async (regionId: string | null, filter: object) => {
    const page = { RegionId: regionId, PageSize: LIST_LIMIT, ...filter };
    const body = await call<InstancesBody>('ListInstances', page);
    return { items: body.Instances ?? [], total: body.TotalCount };
  };
  return {
    look: async (regionId, instanceIds, certain) => {
      const readSome = async (ids: readonly string[]) =>
        (await read(regionId, { InstanceIds: JSON.stringify(ids) })).items;
      const rows = perChunk(instanceIds, LIST_LIMIT, readSome);
      const [instances, attached] = await Promise.all([rows, listAttached(call, regionId)]);
      const observed = instances.map((instance) => toObserved(instance, attached));
      return byId(certain ? await Promise.all(observed.map((one) => withKeyPair(call, regionId, one))) : observed);
    },
    statuses: async (regionId, instanceIds) =>
      new Map(await perChunk(instanceIds, LIST_LIMIT, (ids) => readStates(call, regionId, ids))),
    list: async (regionId, selector) => {
      const filter = toFilter(selector);
      const rows = allPages(LIST_LIMIT, (PageNumber) => read(regionId, { ...filter, PageNumber }));
      const [instances, attached] = await Promise.all([rows, listAttached(call, regionId)]);
      const found = instances.map((instance) => toObserved(instance, attached)).filter(selects(selector));
      return [...byId(found).values()];
    },
  };
}

async function withKeyPair(call: RpcCall, regionId: string | null, instance: Observed): Promise<Observed> {
  if (instance.keyPairName !== undefined) return instance;
  return { ...instance, keyPairName: await readAttached(call, regionId, instance.instanceId) };
}

async function readStates(
  call: RpcCall,
  regionId: string | null,
  ids: readonly string[],
): Promise<[string, InstanceState][]> {
  const page = { RegionId: regionId, InstanceIds: JSON.stringify(ids), PageSize: LIST_LIMIT };
  const body = await call<{ InstanceStatuses?: Array<{ InstanceId: string; Status: string }> }>(
    'ListInstanceStatus',
    page,
  );
  return (body.InstanceStatuses ?? []).map(({ InstanceId, Status }) => [
    InstanceId,
    { status: Status, startedMs: null },
  ]);
}

function toFilter({ tags = {}, namePattern }: Selector) {
  return { Tag: toTagParameters(tags), InstanceName: namePattern };
}

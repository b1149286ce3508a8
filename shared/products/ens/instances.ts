import { allPages } from '../../cloud/pages.ts';
import type { RpcCall } from '../../cloud/rpc.ts';
import { perChunk } from '../../lists.ts';
import type { Driver } from '../driver.ts';
import { byId, type Observed } from '../observed.ts';
import { type Selector, selects } from '../selector.ts';
import { toTagParameters } from '../tags.ts';
import { type EnsInstance, toObserved } from './observed.ts';
import { withTags } from './tags.ts';

const DESCRIBE_LIMIT = 100;

interface InstancesBody {
  TotalCount?: number;
  Instances?: { Instance?: EnsInstance[] };
}

/** Source: Ens 2017-11-10 DescribeInstances; its page size is a string. */
export function createInstances(call: RpcCall): Pick<Driver, 'look' | 'statuses' | 'list'> {
  const describe = async (filter: object) => {
    const body = await call<InstancesBody>('DescribeInstances', { ...filter, PageSize: String(DESCRIBE_LIMIT) });
    return { items: (body.Instances?.Instance ?? []).map(toObserved), total: body.TotalCount };
  };
  const find = (instanceIds: readonly string[]): Promise<Observed[]> =>
    perChunk(instanceIds, DESCRIBE_LIMIT, async (ids) => (await describe({ InstanceIds: JSON.stringify(ids) })).items);
  return {
    look: async (_regionId, instanceIds) => byId(await withTags(call, await find(instanceIds))),
    statuses: async (_regionId, instanceIds) => byId(await find(instanceIds)),
    list: async (_regionId, selector) => {
      const filter = toFilter(selector);
      const found = await allPages(DESCRIBE_LIMIT, (PageNumber) => describe({ ...filter, PageNumber }));
      const distinct = [...byId(found).values()];
      return (await withTags(call, distinct)).filter(selects(selector));
    },
  };
}

/** No wildcard is documented for `InstanceName`, so a pattern with one is left to us: all instances are listed. */
function toFilter({ tags = {}, namePattern }: Selector) {
  const wanted = toTagParameters(tags);
  return {
    ...(wanted.length > 0 && { Tags: JSON.stringify(wanted) }),
    ...(namePattern && !namePattern.includes('*') && { InstanceName: namePattern }),
  };
}

import { allTokenPages } from '../../cloud/pages.ts';
import type { RpcCall } from '../../cloud/rpc.ts';
import { perChunk } from '../../lists.ts';
import type { Observed } from '../observed.ts';
import { type TagRow, toTags } from '../tags.ts';

const LIST_LIMIT = 50;

type ResourceTag = TagRow & { ResourceId?: string };

interface TagsBody {
  NextToken?: string;
  TagResources?: ResourceTag[];
}

/**
 * Completes instances of which DescribeInstances did not say the tags.
 * Source: Ens 2017-11-10 ListTagResources, up to 50 `ResourceId.N`, paged by token; rows are flat, one a tag.
 */
export async function withTags(call: RpcCall, instances: readonly Observed[]): Promise<Observed[]> {
  const open = instances.filter(({ tags }) => tags === undefined).map(({ instanceId }) => instanceId);
  const rows = await perChunk(open, LIST_LIMIT, (ids) => listTags(call, ids));
  const byInstance = groupByInstance(rows);
  return instances.map((instance) =>
    instance.tags ? instance : { ...instance, tags: toTags(byInstance.get(instance.instanceId)) },
  );
}

function groupByInstance(rows: readonly ResourceTag[]): ReadonlyMap<string | undefined, ResourceTag[]> {
  const groups = new Map<string | undefined, ResourceTag[]>();
  for (const row of rows) groups.set(row.ResourceId, [...(groups.get(row.ResourceId) ?? []), row]);
  return groups;
}

function listTags(call: RpcCall, instanceIds: readonly string[]): Promise<ResourceTag[]> {
  return allTokenPages(async (nextToken) => {
    const page = { ResourceType: 'instance', ResourceId: instanceIds, NextToken: nextToken };
    const body = await call<TagsBody>('ListTagResources', page);
    return { items: body.TagResources ?? [], nextToken: body.NextToken };
  });
}

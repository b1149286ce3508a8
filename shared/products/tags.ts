import { toText } from '../cloud/fields.ts';
import type { RpcCall } from '../cloud/rpc.ts';
import { chunk } from '../lists.ts';
import type { Driver } from './driver.ts';

/** Tags by key. */
export type Tags = Readonly<Record<string, string>>;

/** One tag as it stands in answers: ECS and ENS say `TagKey`, SWAS `Key`; both are read from all. */
export interface TagRow {
  readonly TagKey?: string;
  readonly TagValue?: string;
  readonly Key?: string;
  readonly Value?: string;
}

export function toTags(rows: readonly TagRow[] | undefined): Tags {
  const entries = (rows ?? []).map((row) => [row.TagKey ?? row.Key, row.TagValue ?? row.Value]);
  return Object.fromEntries(entries.map(([key, value]) => [toText(key) ?? '', toText(value) ?? '']));
}

/** Tags as calls take them, to set and to filter by. */
export function toTagParameters(tags: Tags) {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

const TAG_LIMIT = 50;

/**
 * Sets and removes tags, the same in all products but for what `extra` adds to each call.
 * Source: TagResources and UntagResources of Ecs 2014-05-26, Ens 2017-11-10 and SWAS-OPEN 2020-06-01: up to 50
 * `ResourceId.N`, up to 20 `Tag.N.Key` or `TagKey.N`.
 */
export function createTagging(call: RpcCall, extra: () => object = () => ({})): Pick<Driver, 'tag' | 'untag'> {
  const send = async (action: string, regionId: string | null, instanceIds: readonly string[], what: object) => {
    const calls = chunk(instanceIds, TAG_LIMIT).map((ids) =>
      call(action, { RegionId: regionId, ResourceType: 'instance', ResourceId: ids, ...what, ...extra() }),
    );
    await Promise.all(calls);
  };
  return {
    tag: (regionId, ids, tags) => send('TagResources', regionId, ids, { Tag: toTagParameters(tags) }),
    untag: (regionId, ids, keys) => send('UntagResources', regionId, ids, { TagKey: keys }),
  };
}

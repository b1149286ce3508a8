import type { TagParameter } from '../../action/parameters/specification.ts';
import { CloudError, type Refusal } from '../../action/refusal.ts';
import type { Cloud } from '../../model/cloud.ts';
import { matchesTags } from '../../model/filters.ts';
import { pageOfTags, type TagRow } from './tag-page.ts';
import type { Taggable, TaggableType } from './taggable.ts';

/** A product's rules for tags. */
export interface TagRules {
  /** By ResourceType. */
  types: Readonly<Record<string, TaggableType>>;
  /** Tags that one resource may carry. */
  maxTags: number;
  refusals: Readonly<Record<'resourceNotFound' | 'quotaExceeded', Refusal>>;
}

/** The resources that a call is about. */
export interface Target {
  /** Undefined for ENS. */
  regionId: string | undefined;
  resourceType: string;
  resourceIds: readonly string[];
}

/**
 * Adds tags to resources; a key that is there gets the new value.
 * @throws CloudError when one of the resources does not exist or would carry too many tags: none is changed then
 */
export function addTags(cloud: Cloud, rules: TagRules, target: Target, tags: Readonly<Record<string, string>>): void {
  const changed = resourcesOf(cloud, rules, target).map((resource) => ({
    resource,
    tags: { ...resource.tags, ...tags },
  }));
  if (changed.some((change) => Object.keys(change.tags).length > rules.maxTags)) {
    throw new CloudError(rules.refusals.quotaExceeded);
  }
  for (const change of changed) change.resource.tags = change.tags;
}

/**
 * Takes tags away from resources, or all of them when `keys` is undefined; a key that is not there is no error.
 * @throws CloudError when one of the resources does not exist: none is changed then
 */
export function removeTags(cloud: Cloud, rules: TagRules, target: Target, keys: readonly string[] | undefined): void {
  for (const resource of resourcesOf(cloud, rules, target)) {
    const kept = Object.entries(resource.tags).filter(([key]) => keys !== undefined && !keys.includes(key));
    resource.tags = Object.fromEntries(kept);
  }
}

/**
 * One page of the tags of resources: of those named, and of those only that match every filter. Choices, not
 * documented: of a resource that matches all its tags are listed, and a page holds 50 tags.
 * @throws CloudError when a resource that is named does not exist
 */
export function listTags(
  cloud: Cloud,
  rules: TagRules,
  target: Target,
  { filters, token }: { filters: readonly TagParameter[]; token: string | undefined },
): { rows: TagRow[]; nextToken: string } {
  const { resourceIds, resourceType, regionId } = target;
  const found =
    resourceIds.length > 0
      ? resourcesOf(cloud, rules, target).map((resource, index) => [resourceIds[index] ?? '', resource] as const)
      : (rules.types[resourceType]?.list(cloud, regionId) ?? []);
  const matching = new Map(found.filter(([, { tags }]) => matchesTags(tags, filters)));
  const rows = [...matching].flatMap(([resourceId, { tags }]) =>
    Object.entries(tags).map(([key, value]) => ({ resourceId, key, value })),
  );
  return pageOfTags(rows, token, 50);
}

function resourcesOf(cloud: Cloud, { types, refusals }: TagRules, target: Target): Taggable[] {
  const type = types[target.resourceType];
  return target.resourceIds.map((resourceId) => {
    const resource = type?.find(cloud, target.regionId, resourceId);
    if (!resource) throw new CloudError(refusals.resourceNotFound);
    return resource;
  });
}

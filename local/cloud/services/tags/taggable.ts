import type { Cloud } from '../../model/cloud.ts';
import type { ProductName } from '../../model/product-names.ts';

/** Something that carries tags. */
export interface Taggable {
  tags: Record<string, string>;
}

/** One type of resource that can be tagged. */
export interface TaggableType {
  /** By the id that callers name it by. */
  find(cloud: Cloud, regionId: string | undefined, resourceId: string): Taggable | undefined;
  /** All of a region, with their ids. */
  list(cloud: Cloud, regionId: string | undefined): (readonly [resourceId: string, resource: Taggable])[];
}

export function instancesOf(product: ProductName): TaggableType {
  return {
    find: (cloud, regionId, instanceId) => cloud.instances.find(product, regionId, instanceId),
    list: (cloud, regionId) =>
      cloud.instances.list(product, regionId).map((instance) => [instance.instanceId, instance] as const),
  };
}

import { type Resource, resourcesOf } from '../../ram/resource.ts';

/**
 * What SWAS actions touch. Its documents write an instance in two ways: `instance/<id>` (ListInstances,
 * RebootInstance, DescribeInstanceKeyPair) and the bare id (StopInstances, ListInstanceStatus). No resource-level
 * permission have the key pair actions, TagResources and DescribeCloudAssistantAttributes. Choice: actions whose table
 * could not be read are as their nearest relative. Source: RAM tables of SWAS-OPEN 2020-06-01.
 */
export const instances = (regionId: string, ids?: readonly string[]) => resourcesOf('instance', regionId, ids);

/** As the actions for many instances have it. */
export function bareInstances(regionId: string, ids: readonly string[] = []): Resource[] {
  return (ids.length > 0 ? ids : ['*']).map((path) => ({ regionId, path }));
}

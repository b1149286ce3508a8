import { type Resource, resourcesOf } from '../ram/resource.ts';

/**
 * What SWAS actions touch. Its documents write an instance in two ways: `instance/<id>` (ListInstances,
 * RebootInstance) and the bare id (StopInstances, ListInstanceStatus, CreateInstanceKeyPair). Choice: actions of which
 * none is known are written as their nearest relative. The key pair actions have no resource-level permission.
 * Source: RAM tables of SWAS-OPEN 2020-06-01.
 */
export const instances = (regionId: string, ids?: readonly string[]) => resourcesOf('instance', regionId, ids);

/** As the actions for many instances and those on the key pair of one instance have it. */
export function bareInstances(regionId: string, ids: readonly string[] = []): Resource[] {
  return (ids.length > 0 ? ids : ['*']).map((path) => ({ regionId, path }));
}

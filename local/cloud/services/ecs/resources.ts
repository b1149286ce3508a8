import type { Cloud } from '../../model/cloud.ts';
import { type Resource, resourcesOf } from '../../ram/resource.ts';

/** What ECS actions touch. Source: ECS "RAM authorization", the resource types of each operation. */
export const instances = (regionId: string, ids?: readonly string[]) => resourcesOf('instance', regionId, ids);

export const keyPairs = (regionId: string, names?: readonly string[]) => resourcesOf('keypair', regionId, names);

/**
 * Commands of Cloud Assistant; running a new one asks for the collection. Source: "Grant a RAM user permissions to use
 * Cloud Assistant", whose sample policies name instances and commands.
 */
export const commands = (regionId: string, ids?: readonly string[]) => resourcesOf('command', regionId, ids);

/** An instance in an action that names no region: the endpoint does on the real cloud, here the instance's own counts. */
export function instanceAlone(cloud: Cloud, instanceId: string): Resource[] {
  return instances(cloud.instances.find('ecs', undefined, instanceId)?.regionId ?? '*', [instanceId]);
}

import type { Cloud } from '../../model/cloud.ts';
import { type Resource, resourcesOf } from '../../ram/resource.ts';

/** Source: RAM for Auto Scaling: `acs:ess:<region>:<account>:scalinggroup/<id>`. */
export function scalingGroup(
  asked: string | undefined,
  found: { readonly regionId: string; readonly scalingGroupId: string } | undefined,
): Resource[] {
  return resourcesOf('scalinggroup', asked ?? found?.regionId ?? '*', found ? [found.scalingGroupId] : []);
}

/** A region is optional where a request names something that is in one region only. Source: Ess 2022-02-22, request models. */
export function isIn(regionId: string, asked: string | undefined): boolean {
  return asked === undefined || regionId === asked;
}

/** The region in a host such as `ess.cn-shanghai.aliyuncs.com`. Source: Ess, endpoints. */
export const regionInHost = (host: string) => /^ess(?:-vpc)?\.([a-z][a-z\d-]{1,39})\./.exec(host)?.[1];

/**
 * Where a group is whose request cannot say so: the vendor's client has no RegionId for CreateScalingConfiguration, and
 * the endpoint stands for it. Choice, at one address for all regions: where something else of the group is, else where all
 * instances are, else `cn-hangzhou`.
 */
export function regionOfGroup(cloud: Cloud, groupId: string): string {
  const { lifecycleActions, scalingConfigurations, scalingGroups, instances } = cloud;
  const members = scalingGroups
    .members()
    .map(({ scalingGroupId, instance: { regionId } }) => ({ scalingGroupId, regionId }));
  const known = [...members, ...lifecycleActions.list(), ...scalingConfigurations.list()];
  const ofGroup = known.find(({ scalingGroupId }) => scalingGroupId === groupId)?.regionId;
  const [only, ...others] = new Set(instances.list('ecs').map(({ regionId }) => regionId));
  return ofGroup ?? (others.length === 0 ? only : undefined) ?? 'cn-hangzhou';
}

import { type Resource, resourcesOf } from '../ram/resource.ts';
import type { LifecycleAction } from './lifecycle-actions.ts';

/** Source: RAM for Auto Scaling: `acs:ess:<region>:<account>:scalinggroup/<id>`. */
export function scalingGroup(regionId: string, action: LifecycleAction | undefined): Resource[] {
  return resourcesOf('scalinggroup', regionId, action ? [action.scalingGroupId] : []);
}

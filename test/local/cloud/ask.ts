import type { InstanceSpec, LocalCloud } from '@keyfleet/local-cloud';
import { call, type Parameters } from './signed-call.ts';

type ProductName = InstanceSpec['product'];

/** Calls an action with the region that most tests are in, where the product takes one. */
export function ask(cloud: LocalCloud, product: ProductName, action: string, parameters: Parameters = {}) {
  const region: Parameters = product === 'ens' ? {} : { RegionId: 'cn-hangzhou' };
  return call(cloud, product, action, { ...region, ...parameters });
}

/** Calls an action for one instance. */
export function askOne(cloud: LocalCloud, product: ProductName, action: string, InstanceId: string) {
  return ask(cloud, product, action, { InstanceId });
}

export const statusOf = (cloud: LocalCloud, instanceId: string) => cloud.instances.get(instanceId)?.status;

/** How often an instance's power was changed. */
export function changesOf(cloud: LocalCloud, instanceId: string): number {
  const { starts = 0, stops = 0, reboots = 0 } = cloud.instances.get(instanceId)?.history ?? {};
  return starts + stops + reboots;
}

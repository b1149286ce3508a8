import type { Instance } from '../model/instance.ts';

/** An instance as the control routes show it. */
export function instanceView(instance: Instance) {
  const { product, regionId, instanceId, instanceName, status, os, tags, keyPairName, ioOptimized } = instance;
  return { product, regionId, instanceId, instanceName, status, os, tags, keyPairName, ioOptimized };
}

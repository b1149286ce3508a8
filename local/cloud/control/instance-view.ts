import type { Cloud } from '../model/cloud.ts';
import type { Instance } from '../model/instance.ts';

/** An instance as the control routes list it; `sshPort` is null while nothing listens there. */
export function instanceView({ guests }: Cloud, instance: Instance) {
  const { product, regionId, instanceId, instanceName, status, os, tags, keyPairName, ioOptimized } = instance;
  const sshPort = guests.of(instance)?.listeningPort ?? null;
  return { product, regionId, instanceId, instanceName, status, os, tags, keyPairName, ioOptimized, sshPort };
}

import type { Cloud } from '../../model/cloud.ts';
import type { Instance } from '../../model/instance.ts';
import type { InstanceView } from './instance-detail.ts';

export function instanceView({ guests }: Cloud, instance: Instance): InstanceView {
  const { product, regionId, instanceId, instanceName, status, os, tags, keyPairName, ioOptimized } = instance;
  const sshPort = guests.of(instance)?.listeningPort ?? null;
  return { product, regionId, instanceId, instanceName, status, os, tags, keyPairName, ioOptimized, sshPort };
}

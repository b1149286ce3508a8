import type { Instance } from '../../model/instance.ts';
import { toSeconds } from '../../model/time.ts';

/** "Only subscription is supported." Source: SWAS-OPEN 2020-06-01 CreateInstances, ChargeType. */
export const chargeType = 'PrePaid';

/** A server as SWAS-OPEN 2020-06-01 ListInstances shows it: no KeyPairName. */
export function showInstance(instance: Instance) {
  return {
    InstanceId: instance.instanceId,
    InstanceName: instance.instanceName,
    RegionId: instance.regionId,
    Status: instance.status,
    BusinessStatus: 'Normal',
    PublicIpAddress: instance.publicIpAddress,
    InnerIpAddress: instance.privateIpAddress,
    ImageId: instance.imageId,
    Image: { OsType: instance.os, ImageName: instance.imageId, ImageType: 'system' },
    PlanId: 'swas.s.c2m1s40b3t05',
    ResourceSpec: { Cpu: 2, Memory: 1, DiskSize: 40, Bandwidth: 3 },
    Disks: [],
    ChargeType: chargeType,
    CreationTime: toSeconds(instance.creationTime),
    ExpiredTime: '2099-12-31T16:00:00Z',
    ResourceGroupId: instance.placement.resourceGroupId ?? '',
    Tags: Object.entries(instance.tags).map(([Key, Value]) => ({ Key, Value })),
  };
}

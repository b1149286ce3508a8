import type { Instance } from '../model/instance.ts';
import { toMinutes } from '../model/time.ts';

/** Where an instance stands: the same for all of a region, since the local cloud has one network per region. */
export function placeOf({ regionId }: Instance) {
  return {
    InstanceType: 'ecs.t6-c1m1.large',
    ZoneId: `${regionId}-h`,
    VpcId: `vpc-${regionId}`,
    VSwitchId: `vsw-${regionId}`,
    SecurityGroupId: `sg-${regionId}`,
    ResourceGroupId: '',
  };
}

/** An instance as ECS 2014-05-26 DescribeInstances shows it. KeyPairName is empty when none is attached. */
export function showInstance(instance: Instance) {
  const { VpcId, VSwitchId, SecurityGroupId, ...place } = placeOf(instance);
  return {
    ...place,
    InstanceId: instance.instanceId,
    InstanceName: instance.instanceName,
    RegionId: instance.regionId,
    Status: instance.status,
    KeyPairName: instance.keyPairName ?? '',
    OSType: instance.os,
    OSName: instance.os === 'windows' ? 'Windows Server 2022' : 'Alibaba Cloud Linux 3',
    ImageId: instance.imageId,
    IoOptimized: instance.ioOptimized,
    CreationTime: toMinutes(instance.creationTime),
    StartTime: instance.startTime === null ? '' : toMinutes(instance.startTime),
    ExpiredTime: '2099-12-31T15:59Z',
    InstanceChargeType: 'PostPaid',
    InstanceNetworkType: 'vpc',
    Tags: { Tag: Object.entries(instance.tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })) },
    PublicIpAddress: { IpAddress: [instance.publicIpAddress] },
    InnerIpAddress: { IpAddress: [] },
    EipAddress: { AllocationId: '', IpAddress: '', InternetChargeType: '' },
    VpcAttributes: { VpcId, VSwitchId, PrivateIpAddress: { IpAddress: [instance.privateIpAddress] } },
    SecurityGroupIds: { SecurityGroupId: [SecurityGroupId] },
    OperationLocks: { LockReason: [] },
  };
}

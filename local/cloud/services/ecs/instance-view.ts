import type { Instance, Placement } from '../../model/instance.ts';
import { toMinutes } from '../../model/time.ts';

/** Choice: no instance expires while anybody looks. */
export const expiredTime = '2099-12-31T15:59Z';

/** Where an instance stands, and how it is charged. */
export interface Place {
  readonly InstanceType: string;
  readonly ZoneId: string;
  readonly VpcId: string;
  readonly VSwitchId: string;
  readonly SecurityGroupIds: readonly string[];
  readonly ResourceGroupId: string;
  readonly InstanceChargeType: string;
  readonly InternetChargeType: string;
}

/** One for all instances that were launched alike: a filter asks it of each of thousands. */
const places = new WeakMap<Placement, Map<string, Place>>();

/** As it was launched, else in the one network that each region has. */
export function placeOf({ regionId, placement }: Instance): Place {
  const ofPlacement = places.get(placement) ?? new Map<string, Place>();
  places.set(placement, ofPlacement);
  const place = ofPlacement.get(regionId) ?? makePlace(regionId, placement);
  ofPlacement.set(regionId, place);
  return place;
}

function makePlace(regionId: string, placement: Placement): Place {
  return {
    InstanceType: placement.instanceType ?? 'ecs.t6-c1m1.large',
    ZoneId: placement.zoneId ?? `${regionId}-h`,
    VpcId: `vpc-${regionId}`,
    VSwitchId: placement.vSwitchId ?? `vsw-${regionId}`,
    SecurityGroupIds: placement.securityGroupIds ?? [`sg-${regionId}`],
    ResourceGroupId: placement.resourceGroupId ?? '',
    InstanceChargeType: placement.chargeType ?? 'PostPaid',
    InternetChargeType: placement.internetChargeType ?? 'PayByTraffic',
  };
}

/** An instance as ECS 2014-05-26 DescribeInstances shows it. KeyPairName is empty when none is attached. */
export function showInstance(instance: Instance) {
  const { VpcId, VSwitchId, SecurityGroupIds, ...place } = placeOf(instance);
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
    ExpiredTime: expiredTime,
    InstanceNetworkType: 'vpc',
    Tags: { Tag: Object.entries(instance.tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })) },
    PublicIpAddress: { IpAddress: [instance.publicIpAddress] },
    InnerIpAddress: { IpAddress: [] },
    EipAddress: { AllocationId: '', IpAddress: '', InternetChargeType: '' },
    VpcAttributes: { VpcId, VSwitchId, PrivateIpAddress: { IpAddress: [instance.privateIpAddress] } },
    SecurityGroupIds: { SecurityGroupId: SecurityGroupIds },
    OperationLocks: { LockReason: [] },
  };
}

import type { Instance } from '../../model/instance.ts';
import { toSeconds } from '../../model/time.ts';

export const typeOf = ({ placement }: Instance) => placement.instanceType ?? 'ens.sn1.small';

/** Choice: one network for each edge region. */
export const networkOf = ({ regionId, placement }: Instance) => ({
  NetworkId: `n-${regionId}`,
  VSwitchId: placement.vSwitchId ?? `vsw-${regionId}`,
});

export const groupsOf = ({ regionId, placement }: Instance) => placement.securityGroupIds ?? [`sg-${regionId}`];

/**
 * An instance as ENS 2017-11-10 DescribeInstances shows it: the key pair by name only, tags under `Tags.Tags`.
 * KeyPairName is empty when none is attached (choice).
 */
export function showInstance(instance: Instance, withTags: boolean) {
  const tags = Object.entries(instance.tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  return {
    InstanceId: instance.instanceId,
    InstanceName: instance.instanceName,
    EnsRegionId: instance.regionId,
    Status: instance.status,
    KeyPairName: instance.keyPairName ?? '',
    ImageId: instance.imageId,
    OSName: instance.os === 'windows' ? 'Windows Server 2022' : 'Alibaba Cloud Linux 3',
    SpecName: typeOf(instance),
    NetworkAttributes: networkOf(instance),
    SecurityGroupIds: { SecurityGroupId: groupsOf(instance) },
    CreationTime: toSeconds(instance.creationTime),
    ExpiredTime: '2099-12-31T16:00:00Z',
    PublicIpAddress: { IpAddress: [instance.publicIpAddress] },
    InnerIpAddress: { IpAddress: [instance.privateIpAddress] },
    PrivateIpAddresses: { PrivateIpAddress: [{ Ip: instance.privateIpAddress, Isp: '', GateWay: '' }] },
    ...(withTags && { Tags: { Tags: tags } }),
  };
}

import { toMs, toText } from '../../cloud/fields.ts';
import { type Observed, toOs } from '../observed.ts';
import { type TagRow, toTags } from '../tags.ts';

/** The fields we read of an instance. Source: Ecs 2014-05-26 DescribeInstances. */
export interface EcsInstance {
  InstanceId: string;
  InstanceName?: string;
  Status: string;
  OSType?: string;
  KeyPairName?: string;
  Tags?: { Tag?: TagRow[] };
  /** To the minute, as `CreationTime`. */
  StartTime?: string;
  CreationTime?: string;
  EipAddress?: { IpAddress?: string };
  PublicIpAddress?: { IpAddress?: string[] };
  InnerIpAddress?: { IpAddress?: string[] };
  VpcAttributes?: { PrivateIpAddress?: { IpAddress?: string[] } };
}

/** An instance without tags may leave the field out: DescribeInstances always shows those that are there. */
export function toObserved(instance: EcsInstance): Observed {
  return {
    instanceId: instance.InstanceId,
    status: instance.Status,
    os: toOs(instance.OSType),
    keyPairName: toText(instance.KeyPairName),
    instanceName: toText(instance.InstanceName),
    tags: toTags(instance.Tags?.Tag),
    startedMs: toMs(instance.StartTime),
    createdMs: toMs(instance.CreationTime),
    addresses: {
      private:
        instance.VpcAttributes?.PrivateIpAddress?.IpAddress?.[0] ?? instance.InnerIpAddress?.IpAddress?.[0] ?? null,
      public: instance.EipAddress?.IpAddress || instance.PublicIpAddress?.IpAddress?.[0] || null,
    },
  };
}

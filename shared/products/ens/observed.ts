import { toMs, toText } from '../../cloud/fields.ts';
import { type Observed } from '../observed.ts';
import { type TagRow, toTags } from '../tags.ts';

/** The fields we read of an instance. Source: Ens 2017-11-10 DescribeInstances. */
export interface EnsInstance {
  InstanceId: string;
  InstanceName?: string;
  Status: string;
  OSName?: string;
  KeyPairName?: string;
  CreationTime?: string;
  Tags?: { Tags?: TagRow[] };
  PrivateIpAddresses?: { PrivateIpAddress?: Array<{ Ip?: string }> };
  InnerIpAddress?: { IpAddress?: string[] };
  PublicIpAddress?: { IpAddress?: string[] };
}

/** Tags are documented both ways: in the response model, and "this operation does not return tag information". */
export function toObserved(instance: EnsInstance): Observed {
  return {
    instanceId: instance.InstanceId,
    status: instance.Status,
    os: /windows/i.test(instance.OSName ?? '') ? 'windows' : instance.OSName ? 'linux' : 'unknown',
    keyPairName: toText(instance.KeyPairName),
    instanceName: toText(instance.InstanceName),
    tags: instance.Tags ? toTags(instance.Tags.Tags) : undefined,
    startedMs: null,
    createdMs: toMs(instance.CreationTime),
    addresses: {
      private:
        instance.PrivateIpAddresses?.PrivateIpAddress?.[0]?.Ip ?? instance.InnerIpAddress?.IpAddress?.[0] ?? null,
      public: instance.PublicIpAddress?.IpAddress?.[0] ?? null,
    },
  };
}

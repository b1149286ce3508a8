import { toMs, toText } from '../../cloud/fields.ts';
import { type Observed, toOs } from '../observed.ts';
import { type TagRow, toTags } from '../tags.ts';
import type { Attached } from './attached.ts';

/** The fields we read of an instance. Source: SWAS-OPEN 2020-06-01 ListInstances. */
export interface SwasInstance {
  InstanceId: string;
  InstanceName?: string;
  Status: string;
  Image?: { OsType?: string };
  CreationTime?: string;
  Tags?: TagRow[];
  InnerIpAddress?: string;
  PublicIpAddress?: string;
}

export function toObserved(instance: SwasInstance, attached: Attached): Observed {
  return {
    instanceId: instance.InstanceId,
    status: instance.Status,
    os: toOs(instance.Image?.OsType),
    keyPairName: attached(instance.InstanceId),
    instanceName: toText(instance.InstanceName),
    tags: toTags(instance.Tags),
    startedMs: null,
    createdMs: toMs(instance.CreationTime),
    addresses: { private: instance.InnerIpAddress || null, public: instance.PublicIpAddress || null },
  };
}

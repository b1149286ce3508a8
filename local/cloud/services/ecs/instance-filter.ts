import type { ParameterTable, ParameterValues } from '../../action/parameters/specification.ts';
import { CloudError } from '../../action/refusal.ts';
import { matchesTags, named, type Test, when } from '../../model/filters.ts';
import { type Instance, statuses } from '../../model/instance.ts';
import { ecsDialect } from './dialect.ts';
import { placeOf } from './instance-view.ts';
import { tagFilter } from './parameters.ts';
import { ecsRefusals } from './refusals.ts';
import { timeFilters } from './time-filters.ts';

const text = { type: 'string' } as const;
const addresses = { type: 'json-array', minItems: 0, maxItems: 100 } as const;

/**
 * By what DescribeInstances chooses instances. Source: ECS 2014-05-26 DescribeInstances. What no instance here has, such
 * as an elastic or an IPv6 address, a lock or a cluster, no instance is found by.
 */
export const filterParameters = {
  InstanceIds: { type: 'json-array', minItems: 0, maxItems: 100, invalid: ecsRefusals.instanceIdsNotSupported },
  KeyPairName: text,
  Status: { type: 'string', enum: statuses.ecs, invalid: ecsRefusals.statusNotFound },
  Tag: tagFilter,
  InstanceName: text,
  InstanceType: text,
  InstanceTypeFamily: text,
  ZoneId: text,
  VpcId: text,
  VSwitchId: text,
  SecurityGroupId: text,
  ResourceGroupId: text,
  ImageId: text,
  InstanceChargeType: { type: 'string', enum: ['PostPaid', 'PrePaid'] },
  InternetChargeType: { type: 'string', enum: ['PayByBandwidth', 'PayByTraffic'] },
  InstanceNetworkType: { type: 'string', enum: ['classic', 'vpc'] },
  IoOptimized: { type: 'boolean' },
  PublicIpAddresses: addresses,
  PrivateIpAddresses: addresses,
  EipAddresses: addresses,
  InnerIpAddresses: addresses,
  RdmaIpAddresses: text,
  Ipv6Address: { type: 'repeat-list', maxItems: 100 },
  LockReason: text,
  HpcClusterId: text,
  Filter: { type: 'tags', maxItems: 4 },
} as const satisfies ParameterTable;

export type Filter = ParameterValues<typeof filterParameters>;

const placeNames = [
  'InstanceType',
  'ZoneId',
  'VpcId',
  'VSwitchId',
  'ResourceGroupId',
  'InstanceChargeType',
  'InternetChargeType',
] as const;

/** What no instance here has. */
const absent = [
  'EipAddresses',
  'InnerIpAddresses',
  'RdmaIpAddresses',
  'Ipv6Address',
  'LockReason',
  'HpcClusterId',
] as const;

/** The filters that an instance passes, beside being one of `InstanceIds`. @throws CloudError for a time that cannot be read */
export function testsFor(filter: Filter): (Test<Instance> | undefined)[] {
  return [
    when(filter.KeyPairName, ({ keyPairName }, name) => keyPairName === name),
    when(filter.Status, ({ status }, wanted) => status === wanted),
    when(filter.ImageId, ({ imageId }, wanted) => imageId === wanted),
    when(filter.IoOptimized, ({ ioOptimized }, wanted) => ioOptimized === wanted),
    when(filter.InstanceNetworkType, (_, wanted) => wanted === 'vpc'),
    when(filter.InstanceTypeFamily, (instance, family) => familyOf(placeOf(instance).InstanceType) === family),
    when(filter.SecurityGroupId, (instance, id) => placeOf(instance).SecurityGroupIds.includes(id)),
    when(filter.PublicIpAddresses, ({ publicIpAddress }, wanted) => wanted.includes(publicIpAddress)),
    when(filter.PrivateIpAddresses, ({ privateIpAddress }, wanted) => wanted.includes(privateIpAddress)),
    ...placeNames.map((name) => when(filter[name], (instance: Instance, value) => placeOf(instance)[name] === value)),
    ...absent.map((name) => when(filter[name], () => false)),
    when(filter.Tag, ({ tags }, wanted) => matchesTags(tags, wanted)),
    named(filter.InstanceName, ({ instanceName }) => instanceName),
    ...(filter.Filter ?? []).map(readTimeFilter),
  ];
}

/** `ecs.t6` of `ecs.t6-c1m1.large`. Source: ECS "Overview of instance families", names of types. */
function familyOf(type: string): string {
  return /^ecs\.[a-z\d]+/.exec(type)?.[0] ?? type;
}

function readTimeFilter({ key, value = '' }: { key: string; value: string | undefined }): Test<Instance> {
  const filter = Object.hasOwn(timeFilters, key) ? timeFilters[key] : undefined;
  const boundMs = Date.parse(value);
  if (!filter || Number.isNaN(boundMs)) throw new CloudError(ecsDialect.invalid('Filter'));
  return (instance) => filter(instance, boundMs);
}

import type { ParameterTable, ParameterValues } from '../../action/parameters/specification.ts';
import { type Test, when } from '../../model/filters.ts';
import type { Instance } from '../../model/instance.ts';
import { groupsOf, networkOf, typeOf } from './instance-view.ts';

const text = { type: 'string' } as const;
const list = { type: 'json-array', minItems: 0, maxItems: 100 } as const;

/**
 * By what else DescribeInstances of ENS 2017-11-10 chooses. Choices: a keyword is a part of a name, an id or an address
 * ("supports parameters such as ip, InstanceName, and InstanceId"); every instance's service status is `Normal`; none has
 * an elastic address.
 */
export const filterParameters = {
  SearchKey: text,
  ImageId: text,
  InstanceType: text,
  IntranetIp: text,
  NetworkId: text,
  VSwitchId: text,
  SecurityGroupId: text,
  EipAddresses: list,
  ServiceStatus: list,
} as const satisfies ParameterTable;

const SERVICE_STATUS = 'Normal';

export function testsFor(filter: ParameterValues<typeof filterParameters>): (Test<Instance> | undefined)[] {
  return [
    when(filter.SearchKey, isFoundBy),
    when(filter.ImageId, ({ imageId }, wanted) => imageId === wanted),
    when(filter.InstanceType, (instance, wanted) => typeOf(instance) === wanted),
    when(filter.IntranetIp, ({ privateIpAddress }, wanted) => privateIpAddress === wanted),
    when(filter.NetworkId, (instance, wanted) => networkOf(instance).NetworkId === wanted),
    when(filter.VSwitchId, (instance, wanted) => networkOf(instance).VSwitchId === wanted),
    when(filter.SecurityGroupId, (instance, wanted) => groupsOf(instance).includes(wanted)),
    when(filter.EipAddresses, () => false),
    when(filter.ServiceStatus, (_, wanted) => wanted.includes(SERVICE_STATUS)),
  ];
}

function isFoundBy({ instanceId, instanceName, publicIpAddress, privateIpAddress }: Instance, key: string): boolean {
  return [instanceId, instanceName, publicIpAddress, privateIpAddress].some((fact) => fact.includes(key));
}

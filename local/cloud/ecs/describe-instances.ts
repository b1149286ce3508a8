import { defineAction } from '../action.ts';
import { matchesTags, named, pageOf, select, when } from '../model/filters.ts';
import { type Instance, statuses } from '../model/instance.ts';
import { pageAfter } from '../page-token.ts';
import { placeOf, showInstance } from './instance-view.ts';
import { region, tagFilter } from './parameters.ts';
import { ecsRefusals } from './refusals.ts';
import { instances } from './resources.ts';

/**
 * Lists instances, by page number or by token. Source: ECS 2014-05-26 DescribeInstances.
 * Unknown ids are just not there. Choices, not documented: `InstanceIds=[]` matches nothing, as ENS documents it;
 * TotalCount is the number of all matches also when paging by token.
 */
export const describeInstances = defineAction({
  parameters: {
    RegionId: region,
    InstanceIds: { type: 'json-array', minItems: 0, maxItems: 100, invalid: ecsRefusals.instanceIdsNotSupported },
    KeyPairName: { type: 'string' },
    Status: { type: 'string', enum: statuses.ecs, invalid: ecsRefusals.statusNotFound },
    Tag: tagFilter,
    InstanceName: { type: 'string' },
    InstanceType: { type: 'string' },
    ZoneId: { type: 'string' },
    VpcId: { type: 'string' },
    VSwitchId: { type: 'string' },
    SecurityGroupId: { type: 'string' },
    ResourceGroupId: { type: 'string' },
    NextToken: { type: 'string' },
    MaxResults: { type: 'integer', min: 1, max: 100 },
    PageNumber: { type: 'integer', min: 1, default: 1 },
    PageSize: { type: 'integer', min: 1, max: 100, default: 10 },
  },
  resources: ({ RegionId, InstanceIds }) => instances(RegionId, InstanceIds),
  run: (cloud, { RegionId, PageNumber, PageSize, NextToken, MaxResults, ...filter }) => {
    const candidates = filter.InstanceIds
      ? cloud.instances.findAll('ecs', RegionId, filter.InstanceIds)
      : cloud.instances.list('ecs', RegionId);
    const found = select(candidates, [
      when(filter.KeyPairName, ({ keyPairName }, name) => keyPairName === name),
      when(filter.Status, ({ status }, wanted) => status === wanted),
      when(filter.Tag, ({ tags }, wanted) => matchesTags(tags, wanted)),
      named(filter.InstanceName, ({ instanceName }) => instanceName),
      ...placeNames.map((name) => when(filter[name], (instance: Instance, value) => placeOf(instance)[name] === value)),
    ]);
    const byToken = NextToken !== undefined || MaxResults !== undefined;
    const page = byToken
      ? pageAfter(found, NextToken, MaxResults ?? 10)
      : { items: pageOf(found, PageNumber, PageSize), nextToken: '' };
    return {
      PageNumber,
      PageSize: byToken ? (MaxResults ?? 10) : PageSize,
      TotalCount: found.length,
      NextToken: page.nextToken,
      Instances: { Instance: page.items.map(showInstance) },
    };
  },
});

const placeNames = ['InstanceType', 'ZoneId', 'VpcId', 'VSwitchId', 'SecurityGroupId', 'ResourceGroupId'] as const;

import { defineAction } from '../action.ts';
import { matchesPattern, matchesTags, pageOf } from '../model/filters.ts';
import { type Instance, statuses } from '../model/instance.ts';
import { pageAfter } from '../page-token.ts';
import { placeOf, showInstance } from './instance-view.ts';
import { region, tagFilter } from './parameters.ts';
import { ecsRefusals } from './refusals.ts';

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
  run: (cloud, { RegionId, PageNumber, PageSize, NextToken, MaxResults, ...filter }) => {
    const named = matchesPattern(filter.InstanceName ?? '*');
    const asked = filter.InstanceIds?.map((id) => cloud.instances.find('ecs', RegionId, id));
    const found = (asked?.filter((instance) => instance !== undefined) ?? cloud.instances.list('ecs', RegionId))
      .filter(({ instanceName, tags }) => named(instanceName) && matchesTags(tags, filter.Tag))
      .filter(({ keyPairName }) => [undefined, keyPairName].includes(filter.KeyPairName))
      .filter(({ status }) => [undefined, status].includes(filter.Status as typeof status))
      .filter(standsIn(filter));
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

type PlaceName = keyof ReturnType<typeof placeOf>;
const placeNames: ReadonlySet<string> = new Set<PlaceName>([
  'InstanceType',
  'ZoneId',
  'VpcId',
  'VSwitchId',
  'SecurityGroupId',
  'ResourceGroupId',
]);

/** By type, zone, network and group; a call that names none of them pays nothing for it. */
function standsIn(filter: Readonly<Record<string, unknown>>): (instance: Instance) => boolean {
  const names = (Object.keys(filter) as PlaceName[]).filter(
    (name) => placeNames.has(name) && filter[name] !== undefined,
  );
  if (names.length === 0) return () => true;
  return (instance) => names.every((name) => placeOf(instance)[name] === filter[name]);
}

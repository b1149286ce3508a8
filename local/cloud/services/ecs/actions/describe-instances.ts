import { defineAction } from '../../../action/action.ts';
import { pageAfter } from '../../../action/page-token.ts';
import { CloudError } from '../../../action/refusal.ts';
import { pageOf, select } from '../../../model/filters.ts';
import { filterParameters, testsFor } from '../instance-filter.ts';
import { showInstance } from '../instance-view.ts';
import { region } from '../parameters.ts';
import { flag } from '../power-rules.ts';
import { ecsRefusals } from '../refusals.ts';
import { instances } from '../resources.ts';

/**
 * Lists instances, by page number or by token. Source: ECS 2014-05-26 DescribeInstances.
 * Unknown ids are just not there. Choices, not documented: `InstanceIds=[]` matches nothing, as ENS documents it;
 * TotalCount is the number of all matches also when paging by token.
 */
export const describeInstances = defineAction({
  parameters: {
    RegionId: region,
    ...filterParameters,
    DryRun: flag,
    NextToken: { type: 'string' },
    MaxResults: { type: 'integer', min: 1, max: 100 },
    PageNumber: { type: 'integer', min: 1, default: 1 },
    PageSize: { type: 'integer', min: 1, max: 100, default: 10 },
  },
  resources: ({ RegionId, InstanceIds }) => instances(RegionId, InstanceIds),
  run: (cloud, { RegionId, PageNumber, PageSize, NextToken, MaxResults, DryRun, ...filter }) => {
    const tests = testsFor(filter);
    if (DryRun) throw new CloudError(ecsRefusals.dryRunOperation);
    const candidates = filter.InstanceIds
      ? cloud.instances.findAll('ecs', RegionId, filter.InstanceIds)
      : cloud.instances.list('ecs', RegionId);
    const found = select(candidates, tests);
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

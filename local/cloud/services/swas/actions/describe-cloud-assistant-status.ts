import { defineAction } from '../../../action/action.ts';
import { pageOf } from '../../../model/filters.ts';
import { region } from '../parameters.ts';
import { swasRefusals } from '../refusals.ts';

/**
 * Whether Cloud Assistant's agent is there: a boolean, where ECS has a text. Pages of 10, at most 50.
 * Source: SWAS-OPEN 2020-06-01 DescribeCloudAssistantStatus. Choices: at most 100 ids, unknown ones are just not
 * there; an agent that does not answer says false, although the text is about being installed.
 */
export const describeCloudAssistantStatus = defineAction({
  parameters: {
    RegionId: region,
    InstanceIds: { type: 'json-array', minItems: 0, maxItems: 100, invalid: swasRefusals.instanceIdsNotSupported },
    PageNumber: { type: 'integer', min: 1, default: 1 },
    PageSize: { type: 'integer', min: 1, max: 50, default: 10 },
  },
  run: async (cloud, { RegionId, InstanceIds, PageNumber, PageSize }) => {
    const found = InstanceIds
      ? cloud.instances.findAll('swas', RegionId, InstanceIds)
      : cloud.instances.list('swas', RegionId);
    const rows = pageOf(found, PageNumber, PageSize).map(async (instance) => ({
      InstanceId: instance.instanceId,
      Status: await cloud.guests.isAgentOnline(instance),
    }));
    return { PageNumber, PageSize, TotalCount: found.length, CloudAssistantStatus: await Promise.all(rows) };
  },
});

import { defineAction } from '../../../action/action.ts';
import { pageAfter } from '../../../action/page-token.ts';
import { CloudError } from '../../../action/refusal.ts';
import { select, when } from '../../../model/filters.ts';
import type { Instance } from '../../../model/instance.ts';
import { toSeconds } from '../../../model/time.ts';
import { commandInstanceIds } from '../command-parameters.ts';
import { commandRefusals } from '../command-refusals.ts';
import { region } from '../parameters.ts';
import { instances } from '../resources.ts';

const systems = { Linux: 'linux', Windows: 'windows', FreeBSD: 'freebsd' } as const;

/**
 * Whether Cloud Assistant's agent is there, as the text "true" or "false"; named instances are not paged.
 * Source: ECS 2014-05-26 DescribeCloudAssistantStatus. Choices: at most 100 ids (the documents said 50, and no longer
 * say); an instance that is not Running, or whose agent does not answer, says "false", although the text is about being
 * installed.
 */
export const describeCloudAssistantStatus = defineAction({
  parameters: {
    RegionId: region,
    InstanceId: commandInstanceIds,
    OSType: { type: 'string', enum: Object.keys(systems) },
    NextToken: { type: 'string' },
    MaxResults: { type: 'integer', min: 1, max: 50, default: 10 },
  },
  resources: ({ RegionId, InstanceId }) => instances(RegionId, InstanceId),
  run: async (cloud, { RegionId, InstanceId, OSType, NextToken, MaxResults }) => {
    const candidates = InstanceId
      ? cloud.instances.findAll('ecs', RegionId, InstanceId)
      : cloud.instances.list('ecs', RegionId);
    if (InstanceId && candidates.length < new Set(InstanceId).size) {
      throw new CloudError(commandRefusals.instanceNotFound);
    }
    const found = select(candidates, [
      when(OSType, ({ os }, wanted) => systems[wanted as keyof typeof systems] === os),
    ]);
    const page = InstanceId ? { items: found, nextToken: '' } : pageAfter(found, NextToken, MaxResults);
    const rows = await Promise.all(
      page.items.map(async (instance) => show(instance, await cloud.guests.isAgentOnline(instance), cloud.now())),
    );
    const pages = { PageNumber: 1, PageSize: MaxResults, TotalCount: found.length, NextToken: page.nextToken };
    return { ...pages, InstanceCloudAssistantStatusSet: { InstanceCloudAssistantStatus: rows } };
  },
});

function show({ instanceId, os }: Instance, isOnline: boolean, now: number) {
  return {
    InstanceId: instanceId,
    CloudAssistantStatus: String(isOnline),
    CloudAssistantVersion: isOnline ? '2.2.4.1020' : '',
    LastHeartbeatTime: isOnline ? toSeconds(now) : '',
    OSType: os === 'linux' ? 'Linux' : 'Windows',
    SupportSessionManager: isOnline,
  };
}

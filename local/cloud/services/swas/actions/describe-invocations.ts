import { defineAction } from '../../../action/action.ts';
import type { InvocationResult } from '../../../assistant/invocation.ts';
import { pageOf, select, when } from '../../../model/filters.ts';
import { toSeconds } from '../../../model/time.ts';
import { region } from '../parameters.ts';
import { instanceId } from '../power-rules.ts';
import { instances } from '../resources.ts';

/**
 * The scripts that were run in one server, latest first (choice), without their output.
 * Source: SWAS-OPEN 2020-06-01 DescribeInvocations.
 */
export const describeInvocations = defineAction({
  parameters: {
    RegionId: region,
    InstanceId: instanceId,
    InvokeStatus: { type: 'string', enum: ['Running', 'Finished', 'Failed', 'Stopped'] },
    PageNumber: { type: 'integer', min: 1, default: 1 },
    PageSize: { type: 'integer', min: 1, max: 50, default: 10 },
  },
  resources: ({ RegionId, InstanceId }) => instances(RegionId, [InstanceId]),
  run: (cloud, { RegionId, InstanceId, InvokeStatus, PageNumber, PageSize }) => {
    const found = select<InvocationResult>(cloud.assistant.results(), [
      ({ command }) => command.product === 'swas' && command.regionId === RegionId,
      ({ instanceId: id }) => id === InstanceId,
      when(InvokeStatus, ({ recordStatus }, wanted) => recordStatus === wanted),
    ]);
    const shown = pageOf(found.toReversed(), PageNumber, PageSize).map(show);
    return { PageNumber, PageSize, TotalCount: found.length, Invocations: shown };
  },
});

function show({ invokeId, command, invocationStatus, recordStatus, creationTime, parameters }: InvocationResult) {
  return {
    InvokeId: invokeId,
    CommandName: command.name,
    CommandType: command.type,
    CommandContent: Buffer.from(command.content).toString('base64'),
    InvokeStatus: recordStatus,
    InvocationStatus: invocationStatus,
    CreationTime: toSeconds(creationTime),
    Parameters: parameters,
  };
}

import { defineAction } from '../../../action/action.ts';
import { pageAfter } from '../../../action/page-token.ts';
import type { InvocationResult } from '../../../assistant/invocation.ts';
import { pageOf, select, when } from '../../../model/filters.ts';
import { toSeconds } from '../../../model/time.ts';
import { commandRefusals } from '../command-refusals.ts';
import { region } from '../parameters.ts';
import { commands, instances } from '../resources.ts';

/**
 * What became of commands, one row an instance, 10 a page unless asked otherwise and 50 at most. Output is Base64
 * unless PlainText is asked for. Source: ECS 2014-05-26 DescribeInvocationResults. Choices: rows stand in the order of
 * their execution; an unknown InvokeId has no rows; while there is no exit code, the field is left out.
 */
export const describeInvocationResults = defineAction({
  parameters: {
    RegionId: region,
    InvokeId: { type: 'string' },
    InstanceId: { type: 'string' },
    CommandId: { type: 'string' },
    InvokeRecordStatus: { type: 'string' },
    IncludeHistory: { type: 'boolean', default: false },
    ContentEncoding: { type: 'string', enum: ['Base64', 'PlainText'] },
    NextToken: { type: 'string' },
    MaxResults: { type: 'integer', min: 1, max: 50 },
    PageNumber: { type: 'integer', min: 1, default: 1, invalid: commandRefusals.pageNumber },
    PageSize: { type: 'integer', min: 1, max: 50, default: 10, invalid: commandRefusals.pageSize },
  },
  resources: ({ RegionId, InstanceId = '*', CommandId = '*' }) => [
    ...instances(RegionId, [InstanceId]),
    ...commands(RegionId, [CommandId]),
  ],
  run: (cloud, { RegionId, PageNumber, PageSize, NextToken, MaxResults, ContentEncoding, ...filter }) => {
    const found = select<InvocationResult>(cloud.assistant.results(), [
      ({ command }) => command.product === 'ecs' && command.regionId === RegionId,
      when(filter.InvokeId, ({ invokeId }, wanted) => invokeId === wanted),
      when(filter.InstanceId, ({ instanceId }, wanted) => instanceId === wanted),
      when(filter.CommandId, ({ command }, wanted) => command.commandId === wanted),
      when(filter.InvokeRecordStatus, ({ recordStatus }, wanted) => recordStatus === wanted),
    ]);
    const byToken = NextToken !== undefined || MaxResults !== undefined;
    const page = byToken
      ? pageAfter(found, NextToken, MaxResults ?? 10)
      : { items: pageOf(found, PageNumber, PageSize), nextToken: '' };
    const rows = page.items.map((result) => show(result, ContentEncoding === 'PlainText' ? 'utf8' : 'base64'));
    const pages = { PageNumber, PageSize: byToken ? (MaxResults ?? 10) : PageSize, TotalCount: found.length };
    return { Invocation: { ...pages, NextToken: page.nextToken, InvocationResults: { InvocationResult: rows } } };
  },
});

function show(result: InvocationResult, encoding: 'utf8' | 'base64') {
  return {
    InvokeId: result.invokeId,
    InstanceId: result.instanceId,
    CommandId: result.command.commandId,
    InvocationStatus: result.invocationStatus,
    InvokeRecordStatus: result.recordStatus,
    ...(result.exitCode !== null && { ExitCode: result.exitCode }),
    Output: result.output.toString(encoding),
    Dropped: result.dropped,
    ErrorCode: result.errorCode,
    ErrorInfo: result.errorInfo,
    StartTime: timeOf(result.startTime),
    FinishedTime: timeOf(result.finishedTime),
    StopTime: '',
    Repeats: result.startTime === null ? 0 : 1,
    Username: result.userName,
    TerminationMode: 'ProcessTree',
    Tags: { Tag: [] },
  };
}

function timeOf(epochMs: number | null): string {
  return epochMs === null ? '' : toSeconds(epochMs);
}

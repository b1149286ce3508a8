import { randomUUID } from 'node:crypto';
import type { DescribeCloudAssistantStatusRequest } from '@alicloud/ecs20140526/dist/models/DescribeCloudAssistantStatusRequest.js';
import type { DescribeInvocationResultsRequest } from '@alicloud/ecs20140526/dist/models/DescribeInvocationResultsRequest.js';
import type { RunCommandRequest } from '@alicloud/ecs20140526/dist/models/RunCommandRequest.js';
import { allTokenPages } from '../../cloud/pages.ts';
import type { RpcCall } from '../../cloud/rpc.ts';
import { perChunk } from '../../lists.ts';
import { type Commands, type InvocationResult, isTrue, toAgents, toCommandResults } from '../commands.ts';
import { toWire } from './wire.ts';

const AGENT_LIMIT = 100;
const RESULT_PAGE_SIZE = 50;

interface AgentsBody {
  InstanceCloudAssistantStatusSet?: {
    InstanceCloudAssistantStatus?: Array<{ InstanceId: string; CloudAssistantStatus?: unknown }>;
  };
}

interface ResultsBody {
  Invocation?: { NextToken?: string; InvocationResults?: { InvocationResult?: InvocationResult[] } };
}

/**
 * Source: Ecs 2014-05-26 DescribeCloudAssistantStatus (100 instances, not paged when they are named), RunCommand (50
 * instances in its text, 100 in its SDK) and DescribeInvocationResults.
 */
export function createCommands(call: RpcCall): Commands {
  return {
    maxInstancesPerCall: 50,
    agents: async (regionId, instanceIds) => {
      const alive = await perChunk(instanceIds, AGENT_LIMIT, (ids) => readAlive(call, regionId ?? '', ids));
      return toAgents(instanceIds, alive);
    },
    start: async (regionId, instanceIds, script, timeoutSeconds) => {
      const request = toRunCommand(regionId ?? '', instanceIds, script, timeoutSeconds);
      return (await call<{ InvokeId: string }>('RunCommand', request)).InvokeId;
    },
    results: async (regionId, invokeId, instanceIds) =>
      toCommandResults(instanceIds, await readResults(call, regionId ?? '', invokeId)),
  };
}

function toRunCommand(regionId: string, instanceId: readonly string[], script: string, timeout: number) {
  return toWire<RunCommandRequest>({
    regionId,
    instanceId,
    timeout,
    name: 'keyfleet',
    type: 'RunShellScript',
    contentEncoding: 'Base64',
    commandContent: Buffer.from(script).toString('base64'),
    username: 'root',
    workingDir: '/root',
    clientToken: randomUUID(),
  });
}

async function readAlive(call: RpcCall, regionId: string, instanceId: readonly string[]): Promise<string[]> {
  const request = toWire<DescribeCloudAssistantStatusRequest>({ regionId, instanceId });
  const body = await call<AgentsBody>('DescribeCloudAssistantStatus', request);
  const rows = body.InstanceCloudAssistantStatusSet?.InstanceCloudAssistantStatus ?? [];
  return rows.filter(({ CloudAssistantStatus }) => isTrue(CloudAssistantStatus)).map(({ InstanceId }) => InstanceId);
}

function readResults(call: RpcCall, regionId: string, invokeId: string): Promise<InvocationResult[]> {
  return allTokenPages(async (nextToken) => {
    const request = { regionId, invokeId, maxResults: RESULT_PAGE_SIZE, ...(nextToken && { nextToken }) };
    const body = await call<ResultsBody>(
      'DescribeInvocationResults',
      toWire<DescribeInvocationResultsRequest>(request),
    );
    const { NextToken, InvocationResults } = body.Invocation ?? {};
    return { items: InvocationResults?.InvocationResult ?? [], nextToken: NextToken };
  });
}

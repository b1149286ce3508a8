import type { RpcCall } from '../../cloud/rpc.ts';
import { perChunk } from '../../lists.ts';
import { type Commands, type InvocationResult, isTrue, toAgents, toCommandResults } from '../commands.ts';

/** The largest page; how many ids one call takes is not documented. */
const AGENT_LIMIT = 50;

interface AgentsBody {
  CloudAssistantStatus?: Array<{ InstanceId: string; Status?: unknown }>;
}

/**
 * Source: SWAS-OPEN 2020-06-01 DescribeCloudAssistantStatus, RunCommand and DescribeInvocationResult. One instance a
 * call, the script as plain text, and no client token.
 */
export function createCommands(call: RpcCall): Commands {
  return {
    maxInstancesPerCall: 1,
    agents: async (regionId, instanceIds) =>
      toAgents(instanceIds, await perChunk(instanceIds, AGENT_LIMIT, (ids) => readAlive(call, regionId, ids))),
    start: async (regionId, [instanceId], script, timeoutSeconds) => {
      const parameters = { RegionId: regionId, InstanceId: instanceId, Timeout: timeoutSeconds, ...toCommand(script) };
      return (await call<{ InvokeId: string }>('RunCommand', parameters)).InvokeId;
    },
    results: async (regionId, invokeId, instanceIds) => {
      const rows = await Promise.all(instanceIds.map((id) => readResult(call, regionId, invokeId, id)));
      return toCommandResults(instanceIds, rows);
    },
  };
}

function toCommand(script: string) {
  return {
    Name: 'keyfleet',
    Type: 'RunShellScript',
    CommandContent: script,
    WorkingUser: 'root',
    WorkingDir: '/root',
  };
}

async function readAlive(call: RpcCall, regionId: string | null, ids: readonly string[]): Promise<string[]> {
  const page = { RegionId: regionId, InstanceIds: JSON.stringify(ids), PageSize: AGENT_LIMIT };
  const body = await call<AgentsBody>('DescribeCloudAssistantStatus', page);
  return (body.CloudAssistantStatus ?? []).filter(({ Status }) => isTrue(Status)).map(({ InstanceId }) => InstanceId);
}

async function readResult(call: RpcCall, regionId: string | null, invokeId: string, instanceId: string) {
  const parameters = { RegionId: regionId, InstanceId: instanceId, InvokeId: invokeId };
  const body = await call<{ InvocationResult?: InvocationResult }>('DescribeInvocationResult', parameters);
  return { ...body.InvocationResult, InstanceId: instanceId };
}

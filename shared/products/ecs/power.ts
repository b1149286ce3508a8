import type { RebootInstancesRequest } from '@alicloud/ecs20140526/dist/models/RebootInstancesRequest.js';
import type { StartInstancesRequest } from '@alicloud/ecs20140526/dist/models/StartInstancesRequest.js';
import type { StopInstancesRequest } from '@alicloud/ecs20140526/dist/models/StopInstancesRequest.js';
import type { RpcCall } from '../../cloud/rpc.ts';
import { ofAll } from '../../lists.ts';
import { askTogether, type Power, type PowerResults, toPowerResult, untold } from '../power.ts';
import { toWire } from './wire.ts';

type Request = Readonly<Record<string, unknown>>;

interface PowerBody {
  RequestId?: string;
  InstanceResponses?: { InstanceResponse?: Array<{ InstanceId?: string; Code?: unknown; Message?: unknown }> };
}

/**
 * Source: Ecs 2014-05-26 StartInstances, StopInstances and RebootInstances. `SuccessFirst` answers per instance, with
 * code 200 for success; the default, `AllTogether`, lets one instance refuse all. A stopped instance keeps its
 * address and its place (`KeepCharging`): without that, an account's economical mode may leave it unable to start.
 */
export function createPower(call: RpcCall): Power {
  const ask = (action: string, instanceIds: readonly string[], toRequest: (ids: readonly string[]) => Request) =>
    askTogether(instanceIds, async (ids) => toResults(ids, await call<PowerBody>(action, toRequest(ids))));
  return {
    maxInstancesPerCall: 100,
    stop: (regionId, instanceIds, forceStop) =>
      ask('StopInstances', instanceIds, (instanceId) =>
        toWire<StopInstancesRequest>({
          ...common(regionId),
          instanceId,
          forceStop,
          stoppedMode: 'KeepCharging',
        }),
      ),
    start: (regionId, instanceIds) =>
      ask('StartInstances', instanceIds, (instanceId) =>
        toWire<StartInstancesRequest>({ ...common(regionId), instanceId }),
      ),
    reboot: (regionId, instanceIds, forceReboot) =>
      ask('RebootInstances', instanceIds, (instanceId) =>
        toWire<RebootInstancesRequest>({ ...common(regionId), instanceId, forceReboot }),
      ),
  };
}

const common = (regionId: string | null) => ({ regionId: regionId ?? '', batchOptimization: 'SuccessFirst' });

function toResults(instanceIds: readonly string[], body: PowerBody): PowerResults {
  const requestId = body.RequestId ?? null;
  const results = ofAll(instanceIds, untold(requestId));
  for (const row of body.InstanceResponses?.InstanceResponse ?? []) {
    if (row.InstanceId && results.has(row.InstanceId)) results.set(row.InstanceId, toPowerResult(row, requestId));
  }
  return results;
}

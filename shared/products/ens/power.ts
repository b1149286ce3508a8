import type { RpcCall } from '../../cloud/rpc.ts';
import { askTogether, type Power, type PowerResults, toPowerResult } from '../power.ts';

interface PowerBody {
  RequestId?: string;
  Code?: unknown;
}

/**
 * Source: Ens 2017-11-10 StartInstance, StopInstance and RebootInstance, one instance a call: those for many are in the
 * SDK only, undocumented and without force. `ForceStop` is text, also for a reboot; `Code` 0 is success.
 */
export function createPower(call: RpcCall): Power {
  const ask = async (action: string, instanceIds: readonly string[], more: object = {}): Promise<PowerResults> => {
    const askOne = async ([InstanceId = '']: readonly string[]) => {
      const body = await call<PowerBody>(action, { InstanceId, ...more });
      return new Map([[InstanceId, toPowerResult(body, body.RequestId ?? null)]]);
    };
    const results = await Promise.all(instanceIds.map((id) => askTogether([id], askOne)));
    return new Map(results.flatMap((some) => [...some]));
  };
  return {
    maxInstancesPerCall: 1,
    stop: (_regionId, ids, force) => ask('StopInstance', ids, { ForceStop: String(force) }),
    start: (_regionId, ids) => ask('StartInstance', ids),
    reboot: (_regionId, ids, force) => ask('RebootInstance', ids, { ForceStop: String(force) }),
  };
}

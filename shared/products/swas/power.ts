import { randomUUID } from 'node:crypto';
import type { RpcCall } from '../../cloud/rpc.ts';
import { ofAll } from '../../lists.ts';
import { askTogether, type Power, toPowerResult } from '../power.ts';

/**
 * Source: SWAS-OPEN 2020-06-01 StartInstances, StopInstances and RebootInstances. They answer for all at once or
 * refuse all (choice: a refusal means that none was changed, which is not documented). Each call carries a new client
 * token, so that stop, start and stop again never replay an old answer.
 */
export function createPower(call: RpcCall): Power {
  const ask = (action: string, regionId: string | null, instanceIds: readonly string[], more: object = {}) =>
    askTogether(instanceIds, async (ids) => {
      const parameters = { RegionId: regionId, InstanceIds: JSON.stringify(ids), ClientToken: randomUUID(), ...more };
      const { RequestId = null } = await call<{ RequestId?: string }>(action, parameters);
      return ofAll(ids, toPowerResult({}, RequestId));
    });
  return {
    maxInstancesPerCall: 100,
    stop: (regionId, ids, force) => ask('StopInstances', regionId, ids, { ForceStop: force }),
    start: (regionId, ids) => ask('StartInstances', regionId, ids),
    reboot: (regionId, ids, force) => ask('RebootInstances', regionId, ids, { ForceReboot: force }),
  };
}

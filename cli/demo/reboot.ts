import { setTimeout as wait } from 'node:timers/promises';
import type { LocalCloud } from '../../local/cloud/index.ts';
import { callEcs } from './call-cloud.ts';

/** Reboots an instance and waits until its new boot runs, half a minute at most. */
export async function reboot(cloud: LocalCloud, instanceId: string): Promise<void> {
  const before = (await cloud.instances.inspect(instanceId))?.bootId;
  await callEcs(cloud)('RebootInstance', { InstanceId: instanceId });
  for (const endMs = Date.now() + 30_000; Date.now() < endMs; await wait(50)) {
    const now = await cloud.instances.inspect(instanceId);
    if (now?.status === 'Running' && now.bootId !== before) return;
  }
}

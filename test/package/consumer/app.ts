import { type Host, InvalidInput, type LocalCloud, startHost, startLocalCloud } from '@keyfleet/local-cloud';
import { callFunction, describeInstances } from './client.mjs';

/** What a project does with the local cloud: an instance and a fault, calls by the vendor's client, a function. */
export async function useLocalCloud(root: string) {
  const cloud: LocalCloud = await startLocalCloud({ settings: { power: { startMs: 0 } } });
  const host: Host = await startHost({ cloud, root });
  try {
    cloud.instances.add([{ product: 'ecs', regionId: 'cn-hangzhou', instanceId: 'i-1', keyPairName: 'ops' }]);
    cloud.faults.add({ action: 'DescribeInstances', after: 1, fault: 'throttle' });
    const found = await describeInstances(cloud);
    const calls = cloud.calls.list().map(({ action, principal, status }) => ({ action, principal, status }));
    return { found, calls, said: await callFunction(host, 'greets'), sshPort: await sshPortOf(cloud, 'i-1') };
  } finally {
    await host.close();
    await cloud.close();
  }
}

async function sshPortOf(cloud: LocalCloud, instanceId: string): Promise<number | null> {
  const detail = await cloud.instances.inspect(instanceId);
  return detail?.sshPort ?? null;
}

/** Declarations that were not found would be `any`, and take everything. */
export function misuse(cloud: LocalCloud): string {
  // @ts-expect-error: there is no such product.
  cloud.instances.add([{ product: 'rds', regionId: 'cn-hangzhou' }]);
  // @ts-expect-error: a count is no text.
  cloud.faults.add({ fault: 'throttle', times: 'often' });
  // @ts-expect-error: a setting's name is wrong.
  cloud.settings.latency = 5;
  // @ts-expect-error: its details are a list.
  return new InvalidInput('').details;
}

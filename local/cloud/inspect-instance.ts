import { instanceView } from './control/instance-view.ts';
import type { Cloud } from './model/cloud.ts';

/** Everything about one instance, with its guest asked for its port. */
export async function inspectInstance(cloud: Cloud, instanceId: string) {
  const instance = cloud.instances.get(instanceId);
  if (!instance) return undefined;
  const sshPort = await cloud.guests.sshPort(instance);
  const agent = (await cloud.guests.isAgentOnline(instance)) ? ('online' as const) : ('offline' as const);
  const { bootId, startTime, history } = instance;
  return { ...instanceView(cloud, instance), sshPort, bootId, agent, startTime, history };
}

export type InstanceDetail = NonNullable<Awaited<ReturnType<typeof inspectInstance>>>;

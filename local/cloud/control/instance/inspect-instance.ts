import type { Cloud } from '../../model/cloud.ts';
import type { InstanceDetail } from './instance-detail.ts';
import { instanceView } from './view.ts';

/** Everything about one instance, with its guest asked for its port. */
export async function inspectInstance(cloud: Cloud, instanceId: string): Promise<InstanceDetail | undefined> {
  const instance = cloud.instances.get(instanceId);
  if (!instance) return undefined;
  const sshPort = await cloud.guests.sshPort(instance);
  const agent = (await cloud.guests.isAgentOnline(instance)) ? 'online' : 'offline';
  const { bootId, startTime, history } = instance;
  return { ...instanceView(cloud, instance), sshPort, bootId, agent, startTime, history };
}

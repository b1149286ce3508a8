import * as v from 'valibot';
import type { Cloud } from '../../model/cloud.ts';
import { InvalidInput } from '../../settings/invalid-input.ts';
import { changesSchema } from './instance-traits.ts';

/** @throws InvalidInput naming every wrong field; nothing is changed then */
export async function changeInstance(cloud: Cloud, instanceId: string, changes: unknown): Promise<void> {
  const parsed = v.safeParse(changesSchema, changes);
  if (!parsed.success) throw InvalidInput.from(parsed.issues);
  const instance = cloud.instances.get(instanceId);
  if (!instance) throw new InvalidInput([{ path: 'instanceId', expected: 'an instance that is there' }]);
  const { password, agent, runCloudInit, powerDurations } = parsed.output;
  Object.assign(instance.powerDurations, powerDurations);
  const guest = cloud.guests.of(instance);
  if (guest && agent) guest.agent = agent;
  if (guest && runCloudInit !== undefined) guest.runsCloudInit = runCloudInit;
  if (password !== undefined) await guest?.setPassword(password === false ? null : password);
}

import * as v from 'valibot';
import { instanceTraits } from './instance-traits.ts';
import { InvalidInput } from './invalid-input.ts';
import type { Cloud } from './model/cloud.ts';

const changesSchema = v.strictObject(instanceTraits);

/** What can be changed of an instance beside its APIs; see {@link instanceTraits}. */
export type InstanceChanges = v.InferInput<typeof changesSchema>;

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

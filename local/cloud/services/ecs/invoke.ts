import type { ParameterValues } from '../../action/parameters/specification.ts';
import { CloudError } from '../../action/refusal.ts';
import { type Command, systemOf } from '../../assistant/command.ts';
import { readCustomParameters } from '../../assistant/read-parameters.ts';
import type { Cloud } from '../../model/cloud.ts';
import { matchesTags } from '../../model/filters.ts';
import type { Instance } from '../../model/instance.ts';
import type { execution } from './command-parameters.ts';
import { commandRefusals } from './command-refusals.ts';

type Execution = ParameterValues<typeof execution>;

/**
 * Runs a command in the instances that a request names, and answers the id of the execution. Up to 10 custom
 * parameters. Source: ECS 2014-05-26 RunCommand and InvokeCommand. Choice: schedules are refused, once is all there is;
 * a command that runs out of time is always stopped with all its processes.
 */
export function invoke(cloud: Cloud, regionId: string, command: Command, request: Execution): string {
  if (request.Frequency !== undefined || (request.RepeatMode ?? 'Once') !== 'Once') {
    throw new CloudError(commandRefusals.forbidden);
  }
  const how = { maxCount: 10, refusals: commandRefusals };
  const parameters = readCustomParameters(request.Parameters, command, how);
  const instances = findInstances(cloud, regionId, request);
  if (cloud.settings.commandNotApplicable.ecs === 'request') refuseUnfit(instances, command);
  return cloud.assistant.invoke({ command, instances, parameters, userName: request.Username });
}

function findInstances(cloud: Cloud, regionId: string, { InstanceId, ResourceTag }: Execution): Instance[] {
  if (InstanceId && ResourceTag) throw new CloudError(commandRefusals.resourceTagConflict);
  if (ResourceTag) return findTagged(cloud, regionId, ResourceTag);
  if (!InstanceId) throw new CloudError(commandRefusals.noInstance);
  const found = cloud.instances.findAll('ecs', regionId, InstanceId);
  if (found.length < new Set(InstanceId).size) throw new CloudError(commandRefusals.instanceNotFound);
  return found;
}

function findTagged(cloud: Cloud, regionId: string, wanted: NonNullable<Execution['ResourceTag']>): Instance[] {
  const found = cloud.instances.list('ecs', regionId).filter(({ tags }) => matchesTags(tags, wanted));
  if (found.length === 0) throw new CloudError(commandRefusals.resourceTagNotFound);
  if (found.length > 100) throw new CloudError(commandRefusals.tooManyInstances);
  return found;
}

/** One instance that cannot run the command refuses the whole call. */
function refuseUnfit(instances: readonly Instance[], { type }: Command): void {
  const unfit = instances.some(({ status, os }) => status !== 'Running' || os !== systemOf(type));
  if (unfit) throw new CloudError(commandRefusals.instanceNotMatch);
}

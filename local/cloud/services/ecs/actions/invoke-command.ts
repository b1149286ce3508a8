import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { execution } from '../command-parameters.ts';
import { commandRefusals } from '../command-refusals.ts';
import { invoke } from '../invoke.ts';
import { region } from '../parameters.ts';
import { commands, instances } from '../resources.ts';

/** Runs a command that RunCommand kept. Timeout and WorkingDir count for this once. Source: ECS 2014-05-26 InvokeCommand. */
export const invokeCommand = defineAction({
  idempotent: true,
  parameters: { RegionId: region, CommandId: { type: 'string', required: true }, ...execution },
  resources: ({ RegionId, InstanceId, CommandId }) => [
    ...instances(RegionId, InstanceId),
    ...commands(RegionId, [CommandId]),
  ],
  run: (cloud, { RegionId, CommandId, ...request }) => {
    const kept = cloud.assistant.find(CommandId);
    if (kept?.product !== 'ecs' || kept.regionId !== RegionId) throw new CloudError(commandRefusals.commandNotFound);
    const { Timeout: timeoutSeconds = kept.timeoutSeconds, WorkingDir: workingDir = kept.workingDir } = request;
    return { InvokeId: invoke(cloud, RegionId, { ...kept, timeoutSeconds, workingDir }, request) };
  },
});

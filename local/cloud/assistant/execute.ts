import type { InstanceGuest } from '../guests/instance-guest.ts';
import type { InstanceGuests } from '../guests/instance-guests.ts';
import type { Instance } from '../model/instance.ts';
import { systemOf } from './command.ts';
import { fillIn } from './custom-parameters.ts';
import type { InvocationResult } from './invocation.ts';
import { broken, ended, failed, type Outcome, running } from './outcome.ts';

/** What executing depends on. */
export interface ExecutionWorld {
  readonly guests: InstanceGuests;
  /** Epoch milliseconds. */
  now(): number;
  /** How long a second of a command's time limit lasts, in milliseconds. */
  secondMs(): number;
  /** Values of the built-in parameters that are the same for all instances. */
  readonly builtIn: Readonly<Record<string, string>>;
}

/** Carries a command out in one instance, and notes the outcome in `result`. Never throws. */
export async function execute(result: InvocationResult, instance: Instance, world: ExecutionWorld): Promise<void> {
  const outcome = await attempt(result, instance, world).catch(broken);
  Object.assign(result, outcome, { finishedTime: world.now() });
}

async function attempt(result: InvocationResult, instance: Instance, world: ExecutionWorld): Promise<Outcome> {
  const guest = world.guests.of(instance);
  if (instance.status !== 'Running') return failed('InstanceNotRunning');
  if (systemOf(result.command.type) !== instance.os) return failed('CommandNotApplicable');
  if (!guest || !(await world.guests.isAgentOnline(instance))) return failed('ClientNotRunning');
  Object.assign(result, running, { startTime: world.now() });
  const { command, userName: user } = result;
  const timeoutMs = command.timeoutSeconds * world.secondMs();
  const script = command.isParameterized
    ? fillIn(command.content, valuesFor(result, instance, world))
    : command.content;
  if (command.workingDir === undefined) return ended(await guest.run(script, { user, timeoutMs }));
  if (!(await canEnter(guest, result, timeoutMs))) return failed('DirectoryNotExists');
  return ended(await guest.run(script, { user, timeoutMs, cwd: command.workingDir }));
}

/** Only the guest itself knows what another user may enter, and what is in folders that are mounted there. */
async function canEnter(guest: InstanceGuest, { command, userName: user }: InvocationResult, timeoutMs: number) {
  const { workingDir = '/' } = command;
  if (user === 'root' && (await guest.hasFolder(workingDir))) return true;
  const { exitCode } = await guest.run(':', { user, timeoutMs, cwd: workingDir });
  return exitCode === 0 || exitCode === null;
}

function valuesFor({ command, invokeId, parameters }: InvocationResult, instance: Instance, world: ExecutionWorld) {
  return {
    ...parameters,
    ...world.builtIn,
    'ACS::RegionId': instance.regionId,
    'ACS::InstanceId': instance.instanceId,
    'ACS::InstanceName': instance.instanceName,
    'ACS::InvokeId': invokeId,
    'ACS::CommandId': command.commandId,
  };
}

import type { Ids } from '../model/ids.ts';
import type { Instance } from '../model/instance.ts';
import type { Command } from './command.ts';
import type { CustomParameters } from './custom-parameters.ts';
import { type ExecutionWorld, execute } from './execute.ts';
import type { InvocationResult } from './invocation.ts';
import { pending } from './outcome.ts';

/** One execution of a command in instances. */
export interface InvocationRequest {
  readonly command: Command;
  readonly instances: readonly Instance[];
  /** The command's own by default. */
  readonly userName?: string | undefined;
  readonly parameters?: CustomParameters | undefined;
}

/** Cloud Assistant: commands, and what became of them. */
export interface Assistant {
  /** Makes a command; only one that is kept can be found again. */
  create(command: Omit<Command, 'commandId'>, isKept: boolean): Command;
  find(commandId: string): Command | undefined;
  /** Begins at once in all instances, and answers the id of the execution. */
  invoke(request: InvocationRequest): string;
  /** Oldest first. */
  results(): readonly InvocationResult[];
}

/** What Cloud Assistant depends on. */
export interface AssistantWorld extends ExecutionWorld {
  /**
   * How many results are remembered. Source: ECS 2014-05-26 DescribeInvocationResults has a number too; its two weeks are
   * not counted here.
   */
  kept(): number;
}

export function createAssistant(ids: Ids, world: AssistantWorld): Assistant {
  const commands = new Map<string, Command>();
  const results: InvocationResult[] = [];
  let ordinal = 0;

  const begin = (instance: Instance, invokeId: string, { command, userName, parameters }: InvocationRequest) => {
    ordinal += 1;
    const what = { command, userName: userName ?? 'root', parameters: parameters ?? {} };
    const when = { creationTime: world.now(), startTime: null, finishedTime: null };
    const result = { ordinal, invokeId, instanceId: instance.instanceId, ...what, ...when, ...pending };
    void execute(result, instance, world);
    return result;
  };
  return {
    create: (description, isKept) => {
      const command = { ...description, commandId: ids.commandId() };
      if (isKept) commands.set(command.commandId, command);
      return command;
    },
    find: (commandId) => commands.get(commandId),
    invoke: (request) => {
      const invokeId = ids.invokeId();
      const begun = request.instances.map((instance) => begin(instance, invokeId, request));
      results.push(...begun);
      if (results.length > world.kept()) results.splice(0, results.length - world.kept());
      return invokeId;
    },
    results: () => results,
  };
}

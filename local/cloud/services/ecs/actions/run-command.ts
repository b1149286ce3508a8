import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import type { CommandType } from '../../../assistant/command.ts';
import { commandType, execution } from '../command-parameters.ts';
import { commandRefusals } from '../command-refusals.ts';
import { ecsDialect } from '../dialect.ts';
import { invoke } from '../invoke.ts';
import { region } from '../parameters.ts';
import { commands, instances } from '../resources.ts';

/**
 * Makes a command and runs it in up to 100 instances. Source: ECS 2014-05-26 RunCommand.
 * An unknown ContentEncoding is plain text, as documented. The content is limited as Base64: 24 KB, and 18 KB for a
 * command that is kept.
 */
export const runCommand = defineAction({
  idempotent: true,
  parameters: {
    RegionId: region,
    Type: commandType,
    CommandContent: { type: 'string', required: true },
    ContentEncoding: { type: 'string' },
    Name: { type: 'string', maxLength: 128, invalid: commandRefusals.nameTooLong },
    Description: { type: 'string', maxLength: 512, invalid: commandRefusals.descriptionTooLong },
    EnableParameter: { type: 'boolean', default: false },
    KeepCommand: { type: 'boolean', default: false },
    ...execution,
  },
  resources: ({ RegionId, InstanceId }) => [...instances(RegionId, InstanceId), ...commands(RegionId)],
  run: (cloud, { RegionId, Type, CommandContent, KeepCommand, EnableParameter, ...request }) => {
    const content = decode(CommandContent, request.ContentEncoding);
    if (base64Length(content) > (KeepCommand ? 18 : 24) * 1024) throw new CloudError(commandRefusals.contentTooLong);
    const description = {
      product: 'ecs',
      regionId: RegionId,
      name: request.Name ?? '',
      type: Type as CommandType,
      content,
      isParameterized: EnableParameter,
      workingDir: request.WorkingDir,
      timeoutSeconds: request.Timeout ?? 60,
    } as const;
    const command = cloud.assistant.create(description, KeepCommand);
    return { CommandId: command.commandId, InvokeId: invoke(cloud, RegionId, command, request) };
  },
});

/** Choice: text that is not Base64 although it says so is a malformed parameter. */
function decode(content: string, encoding: string | undefined): string {
  if (encoding?.toLowerCase() !== 'base64') return content;
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(content.replaceAll(/\s/g, ''))) {
    throw new CloudError(ecsDialect.invalid('CommandContent'));
  }
  return Buffer.from(content, 'base64').toString();
}

function base64Length(content: string): number {
  return Math.ceil(Buffer.byteLength(content) / 3) * 4;
}

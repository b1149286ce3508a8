import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { type CommandType, commandTypes, systemOf } from '../../../assistant/command.ts';
import { readCustomParameters } from '../../../assistant/read-parameters.ts';
import { commandRefusals } from '../command-refusals.ts';
import { region } from '../parameters.ts';
import { instanceId } from '../power-rules.ts';
import { swasRefusals } from '../refusals.ts';
import { instances } from '../resources.ts';

/**
 * Runs a script in one server: plain text, with a name, and without a client token. Source: SWAS-OPEN 2020-06-01
 * RunCommand, which limits content and parameters to 16 KB as Base64 together; choice: the content alone is counted.
 */
export const runCommand = defineAction({
  parameters: {
    RegionId: region,
    InstanceId: instanceId,
    Name: { type: 'string', required: true, maxLength: 128, invalid: commandRefusals.nameTooLong },
    Type: { type: 'string', required: true, enum: commandTypes, invalid: commandRefusals.typeNotFound },
    CommandContent: { type: 'string', required: true },
    Timeout: { type: 'integer', min: 10, max: 86_400, default: 60 },
    Parameters: { type: 'string' },
    EnableParameter: { type: 'boolean', default: false },
    WorkingDir: { type: 'string' },
    WorkingUser: { type: 'string', maxLength: 255, invalid: commandRefusals.userNameTooLong },
  },
  resources: ({ RegionId, InstanceId }) => instances(RegionId, [InstanceId]),
  run: (cloud, { RegionId, InstanceId, Name, Type, CommandContent: content, EnableParameter, ...request }) => {
    if (Math.ceil(Buffer.byteLength(content) / 3) * 4 > 16 * 1024) throw new CloudError(commandRefusals.contentTooLong);
    const instance = cloud.instances.find('swas', RegionId, InstanceId);
    if (!instance) throw new CloudError(swasRefusals.instanceNotFound);
    const type = Type as CommandType;
    const isFit = instance.status === 'Running' && instance.os === systemOf(type);
    if (!isFit && cloud.settings.commandNotApplicable.swas === 'request') {
      throw new CloudError(commandRefusals.instanceNotRunning);
    }
    const { Timeout: timeoutSeconds, WorkingDir: workingDir, WorkingUser: userName } = request;
    const what = { product: 'swas', regionId: RegionId, name: Name, type, content } as const;
    const how = { isParameterized: EnableParameter, workingDir, timeoutSeconds };
    const command = cloud.assistant.create({ ...what, ...how }, false);
    const parameters = readCustomParameters(request.Parameters, command, { maxCount: 20, refusals: commandRefusals });
    return { InvokeId: cloud.assistant.invoke({ command, instances: [instance], userName, parameters }) };
  },
});

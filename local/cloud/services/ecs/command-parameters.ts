import { commandTypes } from '../../assistant/command.ts';
import { commandRefusals } from './command-refusals.ts';
import { ecsRefusals } from './refusals.ts';

/** "Only ASCII characters, up to 64." */
export const clientToken = {
  type: 'string',
  pattern: /^[\x20-\x7e]{1,64}$/,
  invalid: commandRefusals.clientTokenMalformed,
} as const;

export const commandType = {
  type: 'string',
  required: true,
  enum: commandTypes,
  invalid: commandRefusals.typeNotFound,
} as const;

/** Up to 100 ids as `InstanceId.N` (50 in documents of 2021). */
export const commandInstanceIds = {
  type: 'repeat-list',
  maxItems: 100,
  excess: commandRefusals.tooManyInstances,
  invalid: ecsRefusals.instanceIdsNotSupported,
} as const;

/** What RunCommand and InvokeCommand share. */
export const execution = {
  InstanceId: commandInstanceIds,
  ResourceTag: {
    type: 'tags',
    maxItems: 10,
    invalid: commandRefusals.resourceTagKey,
    excess: commandRefusals.tooManyResourceTags,
  },
  Parameters: { type: 'string' },
  RepeatMode: {
    type: 'string',
    enum: ['Once', 'Period', 'NextRebootOnly', 'EveryReboot', 'DryRun'],
    invalid: commandRefusals.repeatModeNotFound,
  },
  Frequency: { type: 'string' },
  Timeout: { type: 'integer', min: 10, max: 86_400 },
  Username: { type: 'string', maxLength: 255, invalid: commandRefusals.userNameTooLong },
  WorkingDir: { type: 'string', maxLength: 200, invalid: commandRefusals.workingDir },
  TerminationMode: {
    type: 'string',
    enum: ['Process', 'ProcessTree'],
    invalid: commandRefusals.terminationModeNotFound,
  },
  ClientToken: clientToken,
} as const;

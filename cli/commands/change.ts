import type { Action } from '../../shared/change/command.ts';
import { callFunction } from '../call/function.ts';
import { invokeOptions, readInvokeOptions } from '../call/invoke-options.ts';
import { readRequest, requestOptions } from '../call/request.ts';
import { showAnswer } from '../report/show-answer.ts';
import { type Command, readOptions } from '../usage.ts';
import { describeChange } from './change-help.ts';

const options = {
  ...requestOptions,
  url: { type: 'string' },
  json: { type: 'boolean' },
  wait: { type: 'boolean' },
  ...invokeOptions,
} as const;

/** `keyfleet attach` and `keyfleet detach`: the same call, table and exit codes. */
export function defineChange(action: Action, help: string): Command {
  return {
    help,
    run: async (args, env) => {
      const { url, json = false, wait = false, invoke, service, ...given } = readOptions(args, options);
      const invocation = readInvokeOptions(invoke, service);
      // Sent so that the wrong function refuses instead of acting.
      const request = { action, ...(await readRequest(given)) };
      return showAnswer(() => callFunction({ name: action, request, url, env, wait, ...invocation }), json);
    },
  };
}

export const attach = defineChange('attach', `Attach a key pair to instances.\n${describeChange('attach')}`);
export const detach = defineChange('detach', `Detach a key pair from instances.\n${describeChange('detach')}`);

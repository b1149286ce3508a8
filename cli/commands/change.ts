import type { Action } from '../../shared/command.ts';
import { callFunction } from '../call/function.ts';
import { doorOptions, readDoor } from '../call/read-door.ts';
import { readRequest, requestOptions } from '../call/request.ts';
import { showAnswer } from '../report/show-answer.ts';
import { type Command, readOptions } from '../usage.ts';

const options = {
  ...requestOptions,
  url: { type: 'string' },
  json: { type: 'boolean' },
  wait: { type: 'boolean' },
  ...doorOptions,
} as const;

/** `keyfleet attach` and `keyfleet detach`: the same call, table and exit codes. */
export function defineChange(action: Action, help: string): Command {
  return {
    help,
    run: async (args, env) => {
      const { url, json = false, wait = false, invoke, service, ...given } = readOptions(args, options);
      const door = readDoor(invoke, service);
      // At the address of another function it is refused, instead of doing what that one does.
      const request = { action, ...(await readRequest(given)) };
      return showAnswer(() => callFunction({ name: action, request, url, env, wait, ...door }), json);
    },
  };
}

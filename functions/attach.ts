import fleet from '../fleet.yaml';
import { readCommand } from '../shared/change/command.ts';
import { dispatch } from '../shared/change/dispatch.ts';
import { summarize } from '../shared/change/report.ts';
import { defineHandler } from '../shared/runtime/request-handler.ts';

/**
 * Attaches key pairs to the named instances; the name of one that `fleet.yaml` rotates means its current generation.
 * Triggers: HTTP (POST), direct invocation with the same JSON. Returns a Report.
 */
export const handler = defineHandler({
  read: (payload, { maxInstances }) => readCommand('attach', payload, maxInstances),
  run: (command, invocation) => dispatch(command, invocation, fleet),
  summarize,
});

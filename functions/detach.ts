import fleet from '../fleet.yaml';
import { readCommand } from '../shared/change/command.ts';
import { dispatch } from '../shared/change/dispatch.ts';
import { summarize } from '../shared/change/report.ts';
import { defineHandler } from '../shared/runtime/request-handler.ts';

/**
 * Detaches key pairs from the named instances, whichever generation of them is carried, and says where `fleet.yaml` would attach one again.
 * Triggers: HTTP (POST), direct invocation with the same JSON. Returns a Report.
 */
export const handler = defineHandler({
  read: (payload, { maxInstances }) => readCommand('detach', payload, maxInstances),
  run: (command, invocation) => dispatch(command, invocation, fleet),
  summarize,
});

import fleet from '../fleet.yaml';
import { readCommand } from '../shared/command.ts';
import { dispatch } from '../shared/dispatch.ts';
import { defineHandler } from '../shared/handler.ts';
import { summarize } from '../shared/report.ts';

/**
 * Detaches key pairs from the named instances, and says where `fleet.yaml` would attach one again.
 * Triggers: HTTP (POST), direct invocation with the same JSON. Returns a Report.
 */
export const handler = defineHandler({
  read: (payload, { maxInstances }) => readCommand('detach', payload, maxInstances),
  run: (command, invocation) => dispatch(command, invocation, fleet),
  summarize,
});

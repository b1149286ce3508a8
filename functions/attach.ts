import { readCommand } from '../shared/command.ts';
import { dispatch } from '../shared/dispatch.ts';
import { defineHandler } from '../shared/handler.ts';
import { summarize } from '../shared/report.ts';

/**
 * Attaches key pairs to the named instances.
 * Triggers: HTTP (POST), direct invocation with the same JSON. Returns a Report.
 */
export const handler = defineHandler({
  read: (payload, { maxInstances }) => readCommand('attach', payload, maxInstances),
  run: dispatch,
  summarize,
});

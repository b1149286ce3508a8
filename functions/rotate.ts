import fleet from '../fleet.yaml';
import { summarizeRotation } from '../shared/rotation/report/report.ts';
import { readRotation } from '../shared/rotation/requests/command.ts';
import { runRotation } from '../shared/rotation/requests/run.ts';
import { defineHandler } from '../shared/runtime/request-handler.ts';

/**
 * Rotates the key pairs of fleet.yaml, one tick at a time.
 * Triggers: timer (what is due), EventBridge (instances that come back), HTTP (POST) and direct invocation. Returns a
 * RotationReport.
 */
export const handler = defineHandler({
  read: (payload, { accountId }, isHttp) => readRotation(payload, fleet, isHttp ? null : { accountId }),
  run: (command, invocation) => runRotation(command, invocation, fleet),
  summarize: summarizeRotation,
});

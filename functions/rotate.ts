import fleet from '../fleet.yaml';
import { defineHandler } from '../shared/handler.ts';
import { readRotation } from '../shared/rotation/command.ts';
import { summarizeRotation } from '../shared/rotation/report.ts';
import { runRotation } from '../shared/rotation/run.ts';

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

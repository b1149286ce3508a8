import fleet from '../fleet.yaml';
import { autoAttach, readTask, whyTryAgain } from '../shared/auto-attach/index.ts';
import { defineEventHandler } from '../shared/runtime/event-handler.ts';

/**
 * Attaches the key pairs of `fleet.yaml` to new instances, and to those that no event announced.
 * Triggers: EventBridge, CloudMonitor, timer; direct invocation with `{"action": "reconcile"}` or `{"action": "plan"}`.
 * Returns a Report and logs it as one line.
 * @throws TryAgainError when another delivery may mend what failed
 */
export const handler = defineEventHandler({
  read: (payload, { accountId }) => readTask(payload, accountId),
  run: (task, invocation) => autoAttach(task, invocation, fleet),
  whyTryAgain,
});

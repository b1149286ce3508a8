import { readEvents } from '../triggers/events.ts';
import { isFields } from '../triggers/fields.ts';
import type { Hint } from '../triggers/hint.ts';

/** What an invocation is to do. */
export interface Task {
  /** Only say what would be done. */
  readonly dryRun: boolean;
  readonly hints: readonly Hint[];
  /** Why the rest of what came is no hint, each reason once. */
  readonly reasons: readonly string[];
}

/** What may be asked for directly, besides what a trigger delivers. */
const REQUESTS = ['reconcile', 'plan'];

/**
 * Reads an event of any trigger, or a direct invocation: `{"action": "reconcile"}`, or `{"action": "plan"}` to learn
 * what that would do. Never throws: what is not for us is answered with success.
 * @param accountId the function's own; without one nothing that names an account is for us
 */
export function readTask(payload: unknown, accountId: string | null): Task {
  const action = isFields(payload) && Object.keys(payload).length === 1 ? payload['action'] : undefined;
  if (typeof action === 'string' && REQUESTS.includes(action)) {
    const event = { id: null, source: null, type: action };
    return { dryRun: action === 'plan', hints: [{ kind: 'reconcile', event }], reasons: [] };
  }
  return { dryRun: false, ...readEvents(payload, accountId ?? '') };
}

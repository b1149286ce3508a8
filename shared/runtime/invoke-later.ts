import { createHash } from 'node:crypto';
import type { Credentials } from '../cloud/core.ts';
import { CloudError } from '../cloud/errors.ts';
import { type Patience, repeat, sendOnce } from '../cloud/send.ts';

/** What to be called with, and when. */
export interface Later {
  readonly payload: object;
  /** Whole seconds, 0 to 3600. */
  readonly delaySeconds: number;
  /** Names the call: of several under one name the function gets one. */
  readonly task: string;
}

/**
 * Has the platform call this very function again, without waiting for it. A call that is on its way already under that
 * name is as good. Throws CloudError when it is not known to come.
 */
export type InvokeLater = (later: Later) => Promise<void>;

/** How a function reaches itself. */
export interface Self extends Patience {
  readonly functionName: string;
  /** Base address of Function Compute's invoke API. */
  readonly endpoint: string;
  readonly credentials: Credentials;
}

/** Kept short: no instance is tended while we wait. */
const CALL_TIMEOUT_MS = 3_000;
const TRIES = 2;

const EXISTS = 'StatefulAsyncInvocationAlreadyExists';

/**
 * Source: FC 2023-03-30 InvokeFunction with `x-fc-invocation-type: Async`; `x-fc-async-delay` of "deferred invocation";
 * `x-fc-async-task-id` of "task deduplication", which needs `asyncTask` in s.yaml and answers a repeated id with 409.
 */
export function createInvokeLater({ functionName, endpoint, credentials, clock, deadlines }: Self): InvokeLater {
  const patience = { clock, deadlines, callTimeoutMs: CALL_TIMEOUT_MS };
  return async ({ payload, delaySeconds, task }) => {
    const call = {
      version: '2023-03-30',
      action: 'InvokeFunction',
      pathname: `/2023-03-30/functions/${functionName}/invocations`,
      headers: {
        'x-fc-invocation-type': 'Async',
        'x-fc-async-delay': String(delaySeconds),
        'x-fc-async-task-id': idOf(functionName, task),
      },
      body: payload,
    };
    try {
      const send = async () => {
        const { createCoreClient, post } = await import('../cloud/core.ts');
        return post(createCoreClient(endpoint, credentials), call);
      };
      await repeat(() => sendOnce(call.action, send, patience), patience, TRIES);
    } catch (error) {
      if (!(error instanceof CloudError) || error.code !== EXISTS) throw error;
    }
  };
}

/** A task id begins with a letter and has letters, digits, `_` and `-` only. */
function idOf(functionName: string, task: string): string {
  return `keyfleet-${createHash('sha256').update(`${functionName} ${task}`).digest('hex')}`;
}

import { forgetOldest } from '../../cloud/gateway/forget-oldest.ts';
import { HostError } from '../errors.ts';
import type { Call, HostedFunction } from '../hosted-function.ts';
import type { Outcome } from '../runtime/outcome.ts';
import { describeFailure } from './describe-failure.ts';
import type { FailedEvent } from './failed-event.ts';

export type AsyncOptions = {
  readonly functions: readonly HostedFunction[];
  readonly accountId: string;
  readonly now: () => number;
  readonly log: (line: string) => void;
  /** Waits between tries; returns at once when the host closes. */
  readonly sleep: (ms: number) => Promise<void>;
  /** How much is remembered; default 1,000 failed events and 100,000 tasks. */
  readonly kept?: () => { readonly failedEvents: number; readonly tasks: number } | undefined;
};

/** A call whose caller does not wait. */
export type AsyncCall = Call & {
  /** Of a function whose calls are tasks: the caller's own name for this one. */
  readonly taskId?: string;
  /** How long it is kept before it is made, in seconds; default 0. */
  readonly delaySeconds?: number;
};

/** Makes calls whose callers do not wait. */
export type AsyncInvoker = {
  /**
   * Takes a call over: tries again when it fails, and at last sends it where failed events go.
   * @throws HostError 409 when a task of that id was taken before
   */
  invoke(hosted: HostedFunction, event: Buffer, call: AsyncCall): void;
  /** What was sent to queues and topics because no try succeeded, oldest first, of many the last: no such service is emulated. */
  failed(): readonly FailedEvent[];
};

const FIRST_RETRY_MS = 1_000;

/**
 * Source: Function Compute 3.0 "Retry policies" and "Destinations" of asynchronous invocation: `maxAsyncRetryAttempts`
 * retries of a call that ended in an error. Choice, not documented: the first retry after a second, each next one after
 * twice as long.
 */
export function createAsyncInvoker(options: AsyncOptions): AsyncInvoker {
  const failed: FailedEvent[] = [];
  const tasks = new Set<string>();
  const kept = options.kept ?? (() => undefined);
  const { functions, accountId, now, log, sleep } = options;

  async function run(hosted: HostedFunction, event: Buffer, call: Call, delaySeconds: number): Promise<void> {
    const { maxAsyncRetryAttempts } = hosted.spec.async;
    if (delaySeconds > 0) await sleep(delaySeconds * 1000);
    let outcome: Outcome | undefined;
    for (let retryCount = 0; retryCount <= maxAsyncRetryAttempts; retryCount++) {
      if (retryCount > 0) await sleep(FIRST_RETRY_MS * 2 ** (retryCount - 1));
      outcome = await hosted.invoke(event, { ...call, retryCount });
      if (outcome.ok) return;
    }
    if (outcome && !outcome.ok) sendAway(hosted, event, call, outcome);
  }

  function sendAway(hosted: HostedFunction, event: Buffer, call: Call, outcome: Outcome & { ok: false }) {
    const destination = hosted.spec.async.destinationConfig.onFailure?.destination;
    if (destination === undefined) return log(`${hosted.spec.resource} | ${call.requestId} given up`);
    const arn = completeArn(destination, accountId);
    const { action, target } = readDestination(arn);
    if (!hosted.mayDo(action, arn)) {
      return log(`${hosted.spec.resource} | ${call.requestId} given up; its role may not ${action} on ${arn}`);
    }
    const facts = { hosted, accountId, event, call, outcome, nowMs: now() };
    const failure = describeFailure(arn, facts);
    log(`${hosted.spec.resource} | ${call.requestId} given up and sent to ${arn}`);
    const receiver = functions.find(({ spec }) => spec.functionName === target);
    if (receiver) start(receiver, Buffer.from(JSON.stringify(failure.message)), { requestId: call.requestId });
    else {
      failed.push(failure);
      failed.splice(0, Math.max(0, failed.length - (kept()?.failedEvents ?? 1_000)));
    }
  }

  const start = (hosted: HostedFunction, event: Buffer, { taskId, delaySeconds = 0, ...call }: AsyncCall) => {
    if (taskId !== undefined && hosted.spec.async.asyncTask) takeOnce(`${hosted.spec.functionName} ${taskId}`, tasks);
    forgetOldest(tasks, kept()?.tasks ?? 100_000);
    run(hosted, event, call, delaySeconds).catch((error: unknown) => log(String(error)));
  };
  return { invoke: start, failed: () => failed };
}

/** Source: Function Compute, task deduplication: an id that came before is refused with 409. */
function takeOnce(task: string, taken: Set<string>): void {
  if (taken.has(task)) {
    throw new HostError(409, 'StatefulAsyncInvocationAlreadyExists', 'a task of this id exists already');
  }
  taken.add(task);
}

/** An ARN may leave its account out. */
function completeArn(destination: string, accountId: string): string {
  return destination.replace(/^(acs:[\w-]+:[\w-]*:):/, `$1${accountId}:`);
}

/** What the function's role needs for it. Source: Function Compute 3.0, destinations of asynchronous invocation. */
function readDestination(arn: string): { action: string; target: string | undefined } {
  const [, service, , , ...path] = arn.split(':');
  const name = path.join(':').split('/');
  if (service === 'fc') return { action: 'fc:InvokeFunction', target: name[1] };
  return { action: name.includes('topics') ? 'mns:PublishMessage' : 'mns:SendMessage', target: undefined };
}

import type { Clock } from './clock.ts';
import { CloudError } from './errors.ts';
import type { Rate } from './rate.ts';
import { timeRate } from './timed-rate.ts';

/** Calls of one operation under way at once. */
const CONCURRENCY = 16;

/** A call that waits for its turn, which is over at its deadline. */
export interface Waiting {
  readonly deadlineMs: number;
}

export interface Turn<Call extends Waiting> {
  /** Their turn would come too late. */
  readonly late: readonly Call[];
  /** Start the first of the others, sleep until its turn, or rest because there is none. */
  readonly ask: 'start' | 'sleep' | 'rest';
}

/**
 * What is due in a lane.
 * @param nextMs when the next call may start, at the earliest now
 */
export function nextTurn<Call extends Waiting>(calls: readonly Call[], nowMs: number, nextMs: number): Turn<Call> {
  const late = calls.filter(({ deadlineMs }) => nextMs >= deadlineMs);
  if (late.length === calls.length) return { late, ask: 'rest' };
  return { late, ask: nextMs > nowMs ? 'sleep' : 'start' };
}

/** Runs a call when it has its turn, but starts none from `deadlineMs` on. */
export type Lane = <T>(deadlineMs: number, call: () => Promise<T>) => Promise<T>;

interface QueuedCall extends Waiting {
  /** Makes the call once. Never rejects. */
  readonly run: () => Promise<CallEnd>;
  readonly giveUp: (error: CloudError) => void;
}

/** The throttle, or how to pass on what the call brought. */
type CallEnd = { readonly throttle: CloudError } | { readonly throttle: null; tell(): void };

/** A queue of calls of one operation. A throttled call goes back to its head. */
export function createLane(clock: Clock, openRate: () => Rate): Lane {
  const rate = timeRate(clock, openRate);
  let queue: QueuedCall[] = [];
  let underWay = 0;
  let isPumping = false;
  let lastThrottle: CloudError | null = null;

  async function pump() {
    if (isPumping) return;
    isPumping = true;
    while (queue.length > 0 && underWay < CONCURRENCY) {
      const { nowMs, nextMs } = rate.next();
      const { late, ask } = nextTurn(queue, nowMs, nextMs);
      giveUp(late);
      if (ask === 'sleep') await clock.sleep(Math.ceil(nextMs - nowMs));
      if (ask === 'start') void runFirst();
    }
    isPumping = false;
  }

  function giveUp(late: readonly QueuedCall[]) {
    if (late.length > 0) queue = queue.filter((call) => !late.includes(call));
    for (const call of late) call.giveUp(outOfTime(lastThrottle));
  }

  async function runFirst() {
    const call = queue.shift();
    if (!call) return;
    underWay++;
    rate.started();
    const startedMs = rate.now();
    const end = await call.run();
    if (end.throttle) {
      lastThrottle = end.throttle;
      rate.throttled(startedMs, end.throttle.retryAfterMs);
      queue.unshift(call);
    } else {
      rate.admitted(startedMs);
      end.tell();
    }
    underWay--;
    void pump();
  }

  return (deadlineMs, call) =>
    new Promise((resolve, reject) => {
      queue.push({ deadlineMs, giveUp: reject, run: () => endOf(call, resolve, reject) });
      void pump();
    });
}

async function endOf<T>(
  call: () => Promise<T>,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): Promise<CallEnd> {
  try {
    const value = await call();
    return { throttle: null, tell: () => resolve(value) };
  } catch (error) {
    if (error instanceof CloudError && error.fate === 'throttled') return { throttle: error };
    return { throttle: null, tell: () => reject(error) };
  }
}

function outOfTime(last: CloudError | null): CloudError {
  const message = last
    ? `throttled (${last.code}) until time ran out`
    : 'the invocation ran out of time before this call';
  return new CloudError({ fate: 'deadline', code: 'NotStarted', message, requestId: last?.requestId ?? null });
}

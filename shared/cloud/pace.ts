import type { Clock } from './clock.ts';
import { CloudError } from './errors.ts';
import type { Rate } from './rate.ts';

/** Runs a call when the operation named by `key` has room for it, but starts none from `deadlineMs` on. */
export type Pace = <T>(key: string, deadlineMs: number, call: () => Promise<T>) => Promise<T>;

/** Calls of one operation under way at once. */
const CONCURRENCY = 16;
const FIRST_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 10_000;

/**
 * Paces calls per operation, and learns what the operation bears. Throttles use up time, never tries: a throttled call
 * goes back to the head of its queue, and is only given up at its deadline, with fate `deadline`.
 */
export function createPace(clock: Clock, rateOf: (key: string) => Rate): Pace {
  const lanes = new Map<string, Lane>();
  const laneOf = (key: string) => {
    const lane = lanes.get(key) ?? createLane(clock, () => rateOf(key));
    lanes.set(key, lane);
    return lane;
  };
  return (key, deadlineMs, call) => laneOf(key)(deadlineMs, call);
}

type Lane = <T>(deadlineMs: number, call: () => Promise<T>) => Promise<T>;

interface Waiting {
  readonly deadlineMs: number;
  readonly run: () => Promise<void>;
  readonly giveUp: (error: CloudError) => void;
}

/** A clock that goes back by more than this was set anew, and did not only tick unevenly. */
const TURNED_BACK_MS = 1_000;

function createLane(clock: Clock, openRate: () => Rate): Lane {
  let rate = openRate();
  let seenMs = clock.now();
  const queue: Waiting[] = [];
  let underWay = 0;
  let isPumping = false;
  let lastThrottle: CloudError | undefined;

  /** What was noted of the rate lies ahead of a clock that was turned back, and would be waited for. */
  function now(): number {
    const nowMs = clock.now();
    if (nowMs < seenMs - TURNED_BACK_MS) rate = openRate();
    seenMs = nowMs;
    return nowMs;
  }

  async function pump() {
    if (isPumping) return;
    isPumping = true;
    while (queue.length > 0 && underWay < CONCURRENCY) {
      const nowMs = now();
      const nextMs = rate.nextMs(nowMs);
      giveUpBefore(Math.max(nowMs, nextMs));
      if (queue.length === 0) break;
      if (nextMs > nowMs) await clock.sleep(Math.ceil(nextMs - nowMs));
      else start();
    }
    isPumping = false;
  }

  /** Those whose turn would come too late. */
  function giveUpBefore(startMs: number) {
    for (const late of queue.filter(({ deadlineMs }) => startMs >= deadlineMs)) {
      queue.splice(queue.indexOf(late), 1);
      late.giveUp(outOfTime(lastThrottle));
    }
  }

  function start() {
    const next = queue.shift();
    if (!next) return;
    underWay++;
    const nowMs = now();
    rate.started(nowMs);
    void next.run().finally(() => {
      underWay--;
      void pump();
    });
  }

  function admit(startedMs: number) {
    const nowMs = now();
    rate.admitted(nowMs, startedMs);
  }

  return <T>(deadlineMs: number, call: () => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      const waiting: Waiting = {
        deadlineMs,
        giveUp: reject,
        run: async () => {
          const startedMs = now();
          try {
            const value = await call();
            admit(startedMs);
            resolve(value);
          } catch (error) {
            if (!(error instanceof CloudError) || error.fate !== 'throttled') {
              admit(startedMs);
              return reject(error);
            }
            lastThrottle = error;
            const nowMs = now();
            rate.throttled(nowMs, startedMs, error.retryAfterMs);
            queue.unshift(waiting);
          }
        },
      };
      queue.push(waiting);
      void pump();
    });
}

function outOfTime(last?: CloudError): CloudError {
  const message = last
    ? `throttled (${last.code}) until time ran out`
    : 'the invocation ran out of time before this call';
  return new CloudError({ fate: 'deadline', code: 'NotStarted', message, requestId: last?.requestId ?? null });
}

/** Exponential backoff with full jitter, in milliseconds. */
export function backoffMs(failures: number, clock: Clock): number {
  return Math.ceil(clock.random() * Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures));
}

import type { Clock } from './clock.ts';
import { CloudError, toCloudError } from './errors.ts';
import { backoffMs } from './pace.ts';

/** Moments in milliseconds since the epoch. */
export interface Deadlines {
  /** From here on no change is started, so that there is time to read back what the last ones did. */
  readonly writesMs: number;
  /** From here on no call is started at all. */
  readonly readsMs: number;
  /** From here on no answer is waited for. */
  readonly answersMs: number;
}

/** How long calls are waited for. */
export interface Patience {
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  /** How long one answer is waited for at most. Default 10 s. */
  readonly callTimeoutMs?: number | undefined;
}

/** The core's own default is 3 s, less than the cloud may take for 50 instances. */
export const CALL_TIMEOUT_MS = 10_000;

const TRIES = 4;

/** Waits for one call, no longer than there is time. @throws CloudError, whatever the core threw */
export async function sendOnce<T>(action: string, send: () => Promise<T>, patience: Patience): Promise<T> {
  const { clock, deadlines, callTimeoutMs = CALL_TIMEOUT_MS } = patience;
  const timeoutMs = Math.max(1, Math.min(callTimeoutMs, deadlines.answersMs - clock.now()));
  try {
    return await clock.during(withinTime(timeoutMs, send()));
  } catch (error) {
    throw toCloudError(action, error);
  }
}

/** The core cannot be aborted, and its read timer sometimes never fires (httpx 2.3.3), so we stop listening ourselves. */
async function withinTime<T>(timeoutMs: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error(), { name: 'RequestTimeoutError' })), timeoutMs);
  });
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer));
}

/** Makes a call again whose answer was lost. For those that may be made twice. */
export async function repeat<T>(send: () => Promise<T>, { clock }: Pick<Patience, 'clock'>, tries = TRIES): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      return await send();
    } catch (error) {
      const lasting = !(error instanceof CloudError) || error.fate === 'refused' || error.fate === 'deadline';
      if (lasting || failures + 1 >= tries) throw error;
      await clock.sleep(backoffMs(failures, clock));
    }
  }
}

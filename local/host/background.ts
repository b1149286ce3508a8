import { type AsyncInvoker, createAsyncInvoker } from './async/async-invoker.ts';
import type { FailedEvent } from './async/failed-event.ts';
import { deliverEvents } from './events/deliver.ts';
import type { HostCloud } from './host-cloud.ts';
import type { HostedFunction } from './hosted-function.ts';
import { runTimers } from './timers/run-timers.ts';

export type BackgroundOptions = {
  readonly functions: readonly HostedFunction[];
  readonly cloud: HostCloud;
  readonly now: () => number;
  readonly random: () => number;
  readonly log: (line: string) => void;
  /** Default: as long as asked, or until the end. */
  readonly sleep?: (ms: number) => Promise<void>;
};

/** What runs without a caller: events, timers, and asynchronous calls. */
export type Background = {
  readonly invokeAsync: AsyncInvoker['invoke'];
  failedEvents(): readonly FailedEvent[];
  close(): void;
};

export function startBackground(options: BackgroundOptions): Background {
  const pause = createPause();
  const log = (line: string) => void (pause.isOver() || options.log(line));
  const common = { ...options, log, sleep: options.sleep ?? pause.sleep };
  const asyncInvoker = createAsyncInvoker({
    ...common,
    accountId: options.cloud.accountId,
    kept: () => options.cloud.settings?.kept,
  });
  const invokeAsync: AsyncInvoker['invoke'] = (...call) => void (pause.isOver() || asyncInvoker.invoke(...call));
  const ends = [deliverEvents({ ...common, invokeAsync }), runTimers({ ...common, invokeAsync })];
  return {
    invokeAsync,
    failedEvents: asyncInvoker.failed,
    close: () => {
      for (const end of ends) end();
      pause.end();
    },
  };
}

/** Waits that end all at once when the host closes: callers then find every function closed. */
function createPause() {
  const waiting = new Map<NodeJS.Timeout, () => void>();
  let isOver = false;
  return {
    isOver: () => isOver,
    sleep: (ms: number) =>
      new Promise<void>((resolve) => {
        if (isOver) return resolve();
        const timer = setTimeout(() => {
          waiting.delete(timer);
          resolve();
        }, ms);
        waiting.set(timer, resolve);
      }),
    end: () => {
      isOver = true;
      for (const [timer, resolve] of waiting) {
        clearTimeout(timer);
        resolve();
      }
      waiting.clear();
    },
  };
}

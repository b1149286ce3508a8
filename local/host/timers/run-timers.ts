import type { AsyncInvoker } from '../async/async-invoker.ts';
import type { HostCloud } from '../host-cloud.ts';
import type { HostedFunction } from '../hosted-function.ts';
import { createRequestId } from '../runtime/context.ts';
import type { TimerTriggerSpec } from '../spec.ts';
import { readSchedule } from './schedule.ts';

export type TimersOptions = {
  readonly functions: readonly HostedFunction[];
  readonly cloud: HostCloud;
  readonly now: () => number;
  readonly invokeAsync: AsyncInvoker['invoke'];
};

/** Longer waits are cut: a Node timer counts to 2^31 milliseconds. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Runs the timers of all functions and makes them known to the cloud's control. A tick does not wait for the one before.
 * Returns what ends them.
 */
export function runTimers(options: TimersOptions): () => void {
  const ends = options.functions.flatMap((hosted) =>
    hosted.spec.triggers.flatMap((trigger) =>
      trigger.triggerType === 'timer' ? [runTimer(hosted, trigger, options)] : [],
    ),
  );
  return () => {
    for (const end of ends) end();
  };
}

function runTimer(hosted: HostedFunction, trigger: TimerTriggerSpec, { cloud, now, invokeAsync }: TimersOptions) {
  const { triggerName, triggerConfig } = trigger;
  const schedule = readSchedule(triggerConfig.cronExpression);
  const fire = () => {
    const requestId = createRequestId(now());
    invokeAsync(hosted, createTimerEvent(trigger, now()), { requestId });
    return { functionName: hosted.spec.functionName, requestId };
  };
  let waiting: NodeJS.Timeout | undefined;
  const wait = (dueMs: number | null | undefined) => {
    if (dueMs === null || dueMs === undefined) return;
    waiting = setTimeout(
      () => {
        if (now() >= dueMs) fire();
        wait(now() >= dueMs ? schedule?.(now()) : dueMs);
      },
      Math.min(Math.max(dueMs - now(), 0), LONGEST_MS),
    );
    waiting.unref();
  };
  if (triggerConfig.enable) wait(schedule?.(now()));
  const forget = cloud.timers?.register(triggerName, fire);
  return () => {
    clearTimeout(waiting);
    forget?.();
  };
}

/** Source: Function Compute 3.0 "Time triggers", event format: `triggerTime` in UTC to the second. */
function createTimerEvent({ triggerName, triggerConfig }: TimerTriggerSpec, nowMs: number): Buffer {
  const triggerTime = `${new Date(nowMs).toISOString().slice(0, 19)}Z`;
  return Buffer.from(JSON.stringify({ triggerTime, triggerName, payload: triggerConfig.payload }));
}

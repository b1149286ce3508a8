import type { InstanceStatus } from './instance.ts';

/** How long changes of the power state take, in milliseconds. */
export interface PowerDurations {
  /** From the launch to Starting. */
  readonly pendingMs: number;
  /** From Starting to Running. */
  readonly startMs: number;
  /** From Stopping to Stopped. */
  readonly stopMs: number;
  /** From leaving Running to Running again. */
  readonly rebootMs: number;
  /** How long an instance still reads Running after a reboot was accepted. */
  readonly lingerMs: number;
}

/** A state that an instance is going to reach; `at` in epoch milliseconds. */
export interface Step {
  readonly at: number;
  readonly status: InstanceStatus;
}

/** What may be asked of an instance's power state. */
export type PowerOperation = 'start' | 'stop' | 'reboot';

/**
 * The state that an operation needs. Source: StartInstance, StopInstance and RebootInstance of ECS 2014-05-26,
 * ENS 2017-11-10 and SWAS-OPEN 2020-06-01, which agree.
 */
export const neededStatus = {
  start: 'Stopped',
  stop: 'Running',
  reboot: 'Running',
} as const satisfies Record<PowerOperation, InstanceStatus>;

/** Choice: a forced stop or reboot, which pulls the plug, takes a quarter of the time. */
const forcedShare = 1 / 4;

/**
 * The steps of an operation accepted at `now`.
 * @param rebootStatus the state between the two Runnings of a reboot
 */
export function stepsOf(
  operation: PowerOperation,
  {
    now,
    durations,
    force,
    rebootStatus,
  }: { now: number; durations: PowerDurations; force: boolean; rebootStatus: 'Starting' | 'Stopping' },
): Step[] {
  const share = force ? forcedShare : 1;
  if (operation === 'start') return startingAt(now, durations);
  if (operation === 'stop') return stoppingAt(now, durations.stopMs * share);
  const gone = now + durations.lingerMs;
  return [
    { at: gone, status: rebootStatus },
    { at: gone + durations.rebootMs * share, status: 'Running' },
  ];
}

/** The steps ahead of an instance that is made in a state which does not last; none for the others. */
export function stepsFrom(status: InstanceStatus, now: number, durations: PowerDurations): Step[] {
  if (status === 'Pending') return startingAt(now + durations.pendingMs, durations);
  if (status === 'Starting') return startingAt(now, durations).slice(1);
  return status === 'Stopping' ? stoppingAt(now, durations.stopMs).slice(1) : [];
}

function startingAt(at: number, { startMs }: PowerDurations): Step[] {
  return [
    { at, status: 'Starting' },
    { at: at + startMs, status: 'Running' },
  ];
}

function stoppingAt(at: number, stopMs: number): Step[] {
  return [
    { at, status: 'Stopping' },
    { at: at + stopMs, status: 'Stopped' },
  ];
}

import { type LocalCloud, startLocalCloud } from '@keyfleet/local-cloud';
import { type Clock, systemClock } from '../../shared/cloud/clock.ts';
import { createVirtualClock } from '../virtual-clock.ts';

/** A local cloud, and the time that functions have in it. */
export interface Stage {
  readonly cloud: LocalCloud;
  readonly clock: Clock;
  /** Waits for work that sleeps on the clock. */
  run<T>(work: Promise<T>): Promise<T>;
}

/** Time passes as it does: for scripts, which take their own. */
export async function realStage(): Promise<Stage> {
  return { cloud: await startLocalCloud(), clock: systemClock, run: (work) => work };
}

/** Time jumps to whatever is waited for. */
export async function virtualStage(): Promise<Stage> {
  const clock = createVirtualClock();
  const cloud = await startLocalCloud({
    now: clock.now,
    after: (ms, task) => void clock.after(ms, task),
    random: clock.random,
    // Calls are signed by the machine's clock.
    settings: { dateWindowMinutes: 1_000_000_000 },
  });
  return { cloud, clock, run: clock.run };
}

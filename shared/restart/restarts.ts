import { products } from '../products/index.ts';
import { unknown, type Verdict } from '../verdict.ts';
import { type Doubts, openDoubts } from './doubts.ts';
import type { Named, RestartJob } from './job.ts';
import { openMarks, type PendingMarks } from './pending-marks.ts';
import { createReboot } from './reboot.ts';
import type { Ended, Restarter } from './restarter.ts';
import type { HandOver, RollActions } from './roll.ts';
import { createStopAndStart, type StopAndStart } from './stop-and-start.ts';
import { isTagged, isTaggedLong } from './tag.ts';

/** It has to be stopped for the change, so that is made between stop and start. */
export function isChangedStopped<Item>(item: Item, { whereOf }: Pick<Named<Item>, 'whereOf'>): boolean {
  return !products[whereOf(item).product].attachWhileRunning;
}

export interface Restarts<Item> {
  readonly actions: RollActions<Item, Verdict>;
  readonly handOver: HandOver<Item, Verdict> | undefined;
  readonly doubts: Doubts<Item>;
  /** Resolves when all marks that were to come off are off. */
  cleared(): Promise<unknown>;
}

/** Restarts each instance the way its product needs, and calls it back when its effect is confirmed. */
export function createRestarts<Item>(job: RestartJob<Item>, bootIds: ReadonlyMap<Item, string | null>): Restarts<Item> {
  const [reboot, stopAndStart] = [createReboot(job, bootIds), createStopAndStart(job)];
  const doubts = openDoubts<Item>(job.proof);
  const marks = openMarks(job);
  const confirming = createConfirming(job, doubts, marks);
  const restarterOf = (item: Item): Restarter<Item> => (isChangedStopped(item, job) ? stopAndStart : reboot);
  const withEach = async <Result>(
    items: readonly Item[],
    work: (restarter: Restarter<Item>, some: readonly Item[]) => Promise<Map<Item, Result>>,
  ) => {
    const done = [reboot, stopAndStart].map((one) =>
      work(
        one,
        items.filter((item) => restarterOf(item) === one),
      ),
    );
    return new Map((await Promise.all(done)).flatMap((some) => [...some]));
  };

  const actions: RollActions<Item, Verdict> = {
    begin: async (items) => {
      const failures = await withEach(items, (restarter, some) => restarter.begin(some));
      marks.again(items.filter((item) => isChangedStopped(item, job) && !failures.has(item)));
      return failures;
    },
    advance: async (items) => {
      const away = items.filter((item) => !confirming.has(item));
      return confirming.conclude(await withEach(away, (restarter, some) => restarter.follow(some)));
    },
    overdue: (item) => {
      const doubted = `running, but ${doubts.of(item)?.message ?? 'not confirmed'}`;
      const seen = confirming.has(item) ? doubted : restarterOf(item).lastSeen(item);
      return unknown('RestartTimedOut', `it did not come back in time; last seen ${seen}`);
    },
  };
  const handOver = passOn({ job, stopAndStart, doubts, marks, confirming });
  return { actions, handOver, doubts, cleared: marks.written };
}

interface Parts<Item> {
  readonly job: RestartJob<Item>;
  readonly stopAndStart: StopAndStart<Item>;
  readonly doubts: Doubts<Item>;
  readonly marks: PendingMarks<Item>;
  readonly confirming: Confirming<Item>;
}

function passOn<Item>({ job, stopAndStart, doubts, marks, confirming }: Parts<Item>) {
  const { handOver, observedOf, change, clock } = job;
  if (!handOver) return undefined;
  const isStoppedAnew = (item: Item) => change.isDue(item) && observedOf(item).status === 'Running';
  return {
    ...handOver,
    // What still runs as before was not stopped in all that time: it waits for its turn like the others.
    isAway: (item: Item) => {
      const observed = observedOf(item);
      return isTagged(observed) && !(isStoppedAnew(item) && isTaggedLong(observed, clock.now()));
    },
    takeUp: async (items: readonly Item[]) => {
      const results = await stopAndStart.takeUp(items);
      marks.again(items.filter(isStoppedAnew));
      return confirming.conclude(results);
    },
    leave: async (away: readonly Item[]) => {
      if (away.some((item) => stopAndStart.hasFailed(item) || doubts.isRefused(item))) return false;
      const [isLeft] = await Promise.all([handOver.leave(away), marks.written()]);
      return isLeft;
    },
  };
}

interface Confirming<Item> {
  has(item: Item): boolean;
  /** Takes those that run again or have failed; returns those that are over. */
  conclude(results: Ended<Item>): Promise<Ended<Item>>;
}

/** Waits for the proof of what runs again, and takes marks off. */
function createConfirming<Item>(
  job: RestartJob<Item>,
  doubts: Doubts<Item>,
  marks: PendingMarks<Item>,
): Confirming<Item> {
  const confirming = new Set<Item>();
  return {
    has: (item) => confirming.has(item),
    conclude: async (results) => {
      for (const [item, ending] of results) if (ending === 'back') confirming.add(item);
      await marks.restarted(results);
      const failed = [...results].filter(([item]) => !confirming.has(item));
      const confirmed = await confirm([...confirming], job, doubts);
      marks.proven(confirmed);
      for (const item of confirmed.keys()) confirming.delete(item);
      return new Map([...failed, ...confirmed]);
    },
  };
}

/** Tries to prove items; absent from the result are those that are not proven yet. */
async function confirm<Item>(items: readonly Item[], { clock, proof }: RestartJob<Item>, doubts: Doubts<Item>) {
  if (items.length === 0) return new Map<Item, Verdict | 'back'>();
  const nowMs = clock.now();
  const found = doubts.weigh(await proof.find(items), nowMs);
  return new Map([...found].map(([item, flaw]): [Item, Verdict | 'back'] => [item, flaw ?? 'back']));
}

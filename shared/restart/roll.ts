import type { Clock } from '../cloud/clock.ts';
import {
  type Beginning,
  type Ending,
  endingsOf,
  findDue,
  findOverdue,
  firstPollMs,
  isOpen,
  isOver,
  type Limits,
  nextPollMs,
  noteBegun,
  noteEnded,
  type Progress,
  startProgress,
} from './progress.ts';

export type { Beginning, Ending, Limits } from './progress.ts';

/** What a roll does to its items; every method takes many at once, so that calls can be batched. */
export interface RollActions<Item, Failure> {
  /** Takes items away; returns those that could not be, and those that another run has taken or their scaling group keeps. */
  begin(items: readonly Item[]): Promise<ReadonlyMap<Item, Failure | 'taken'>>;
  /** Looks at items that are away and moves them on; absent ones are still away. */
  advance(items: readonly Item[]): Promise<ReadonlyMap<Item, Failure | 'back'>>;
  /** What to say of an item that stayed away too long. */
  overdue(item: Item): Failure;
}

/** How a roll leaves what is away to a later one, and takes up what an earlier one left. */
export interface HandOver<Item, Failure> {
  /** Whether an earlier roll took it away already. */
  isAway(item: Item): boolean;
  /** Moves on what is away already, as it was last seen; absent ones are still away. */
  takeUp(items: readonly Item[]): Promise<ReadonlyMap<Item, Failure | 'back'>>;
  /** How many may be begun as long as none has come back here. Asked once, where there is room for one. */
  mayBegin(): Promise<Beginning>;
  /** Whether another roll goes on with these, so that this one need not wait for them. */
  leave(away: readonly Item[]): Promise<boolean>;
}

/**
 * Takes every item away and back in a sliding window: the first alone, as a canary, then as many at once as the
 * window holds. A window that slides does not wait for its slowest member, as waves do.
 * @param handOver absent: everything is begun here, and waited for
 */
export async function roll<Item, Failure>(
  items: readonly Item[],
  actions: RollActions<Item, Failure>,
  limits: Limits,
  clock: Clock,
  handOver?: HandOver<Item, Failure>,
): Promise<Map<Item, Ending<Failure>>> {
  const left = items.filter((item) => handOver?.isAway(item));
  const now = () => clock.now();
  let progress = startProgress<Item, Failure>(items, left, now());
  const noteAll = (ended: ReadonlyMap<Item, Failure | 'back' | 'taken'>) => {
    progress = noteEnded(progress, ended, now());
  };

  async function beginDue() {
    const due = findDue(progress, limits, now());
    if (due.length === 0) return;
    progress = noteBegun(progress, due, now());
    noteAll(await actions.begin(due));
  }

  async function advance() {
    noteAll(await actions.advance([...progress.away.keys()]));
    const overdue = findOverdue(progress, limits, now());
    noteAll(new Map(overdue.map((item) => [item, actions.overdue(item)])));
    if (overdue.length > 0) progress = { ...progress, isHalted: true };
  }

  if (handOver && left.length > 0) noteAll(await handOver.takeUp(left));
  if (handOver && hasRoom(progress, limits, now())) progress = { ...progress, beginning: await handOver.mayBegin() };
  for (let pollMs = firstPollMs; ; pollMs = nextPollMs(pollMs, progress)) {
    do await beginDue();
    while (progress.away.size === 0 && !isOver(progress, limits, now()));
    if (isOver(progress, limits, now())) break;
    // After a failure this roll leaves nothing to another one.
    if (progress.failures === 0 && (await handOver?.leave([...progress.away.keys()]))) break;
    await clock.sleep(pollMs);
    await advance();
  }
  return endingsOf(progress);
}

/** Whether one that may be begun is waiting, and it is not known yet how many may. */
function hasRoom<Item, Failure>(progress: Progress<Item, Failure>, limits: Limits, nowMs: number): boolean {
  const { waiting, away, beginning } = progress;
  return beginning !== 'window' && waiting.length > 0 && away.size < limits.size && isOpen(progress, limits, nowMs);
}

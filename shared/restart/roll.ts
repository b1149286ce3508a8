import type { Clock } from '../cloud/clock.ts';

/** What a roll does to its items; every method takes many at once, so that calls can be batched. */
export interface Crew<Item, Failure> {
  /** Takes items away; returns those that could not be. */
  begin(items: readonly Item[]): Promise<ReadonlyMap<Item, Failure>>;
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

/** The whole window, because one has come back before; one alone, because none has; or none, because one should have. */
export type Beginning = 'window' | 'canary' | 'none';

export interface Limits {
  /** Items away at once. */
  readonly size: number;
  /** Failures after which no further item is begun. One that does not come back is one too many in any case. */
  readonly maxFailures: number;
  /** How long one item may stay away, in milliseconds. */
  readonly awayMs: number;
  /** From here on nothing is begun, and from `endMs` on nothing is waited for; milliseconds since the epoch. */
  readonly endMs: number;
}

/** How a roll ended for each item: `back`, its failure, `away` when it was left meanwhile, or `notBegun`. */
export type Ending<Failure> = 'back' | 'away' | 'notBegun' | { readonly failure: Failure };

const FIRST_POLL_MS = 100;
const MAX_POLL_MS = 5_000;
/** Polls per mean absence, once a mean is known. */
const POLLS = 20;
/** Assumed of the canary, before a mean is known. */
const FIRST_AWAY_MS = 20_000;

/**
 * Takes every item away and back in a sliding window: the first alone, as a canary, then as many at once as the
 * window holds. A window that slides does not wait for its slowest member, as waves do.
 * @param handOver absent: everything is begun here, and waited for
 */
export async function roll<Item, Failure>(
  items: readonly Item[],
  crew: Crew<Item, Failure>,
  limits: Limits,
  clock: Clock,
  handOver?: HandOver<Item, Failure>,
): Promise<Map<Item, Ending<Failure>>> {
  const endings = new Map<Item, Ending<Failure>>(items.map((item) => [item, 'notBegun']));
  const left = items.filter((item) => handOver?.isAway(item));
  const waiting = items.filter((item) => !left.includes(item));
  const away = new Map<Item, number>(left.map((item) => [item, clock.now()]));
  const absences: number[] = [];
  let beginning = 'canary' as Beginning;
  let failures = 0;
  let isHalted = false;
  let pollMs = FIRST_POLL_MS;

  const meanMs = () => absences.reduce((sum, ms) => sum + ms, 0) / absences.length || FIRST_AWAY_MS;
  const isInTime = () => clock.now() + 1.5 * meanMs() < limits.endMs;
  const isOpen = () => !isHalted && beginning !== 'none' && failures <= limits.maxFailures && isInTime();
  const end = (item: Item, ending: Failure | 'back') => {
    if (ending === 'back') beginning = 'window';
    else failures++;
    if (ending === 'back' && !left.includes(item)) absences.push(clock.now() - (away.get(item) ?? clock.now()));
    endings.set(item, ending === 'back' ? 'back' : { failure: ending });
    away.delete(item);
  };
  const endAll = (ended: ReadonlyMap<Item, Failure | 'back'>) => {
    for (const [item, ending] of ended) end(item, ending);
  };
  const beginSome = async () => {
    if (waiting.length === 0 || !isOpen()) return;
    const room = (beginning === 'window' ? limits.size : 1) - away.size;
    const some = waiting.splice(0, Math.max(0, room));
    if (some.length === 0) return;
    for (const item of some) away.set(item, clock.now());
    endAll(await crew.begin(some));
  };
  const advanceAll = async () => {
    endAll(await crew.advance([...away.keys()]));
    // Once time is over, as after a jump of the clock, what is away is left to the next run and not called lost.
    if (clock.now() >= limits.endMs) return;
    for (const [item, sinceMs] of away) {
      if (clock.now() - sinceMs <= limits.awayMs) continue;
      end(item, crew.overdue(item));
      isHalted = true;
    }
  };

  if (handOver && left.length > 0) endAll(await handOver.takeUp(left));
  const isAsked = waiting.length > 0 && away.size < limits.size && isOpen();
  if (handOver && beginning !== 'window' && isAsked) beginning = await handOver.mayBegin();
  for (;;) {
    await beginSome();
    if (away.size === 0 && (waiting.length === 0 || !isOpen())) break;
    if (clock.now() >= limits.endMs) break;
    if (away.size === 0) continue;
    // Who saw one fail sees all others through.
    if (failures === 0 && (await handOver?.leave([...away.keys()]))) break;
    await clock.sleep(pollMs);
    await advanceAll();
    pollMs = Math.min(MAX_POLL_MS, absences.length > 0 ? Math.max(FIRST_POLL_MS, meanMs() / POLLS) : pollMs * 1.5);
  }
  for (const item of away.keys()) endings.set(item, 'away');
  return endings;
}

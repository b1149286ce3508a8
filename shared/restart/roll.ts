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

/** How a roll ended for each item: `back`, its failure, `away` when time ran out meanwhile, or `notBegun`. */
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
 */
export async function roll<Item, Failure>(
  items: readonly Item[],
  crew: Crew<Item, Failure>,
  limits: Limits,
  clock: Clock,
): Promise<Map<Item, Ending<Failure>>> {
  const endings = new Map<Item, Ending<Failure>>(items.map((item) => [item, 'notBegun']));
  const waiting = [...items];
  const away = new Map<Item, number>();
  const absences: number[] = [];
  let failures = 0;
  let isHalted = false;
  let pollMs = FIRST_POLL_MS;

  const meanMs = () => absences.reduce((sum, ms) => sum + ms, 0) / absences.length || FIRST_AWAY_MS;
  const isOpen = () => !isHalted && failures <= limits.maxFailures && clock.now() + 1.5 * meanMs() < limits.endMs;
  const end = (item: Item, ending: Failure | 'back') => {
    if (ending === 'back') absences.push(clock.now() - (away.get(item) ?? clock.now()));
    else failures++;
    endings.set(item, ending === 'back' ? 'back' : { failure: ending });
    away.delete(item);
  };
  const beginSome = async () => {
    const room = (absences.length === 0 ? 1 : limits.size) - away.size;
    const some = isOpen() ? waiting.splice(0, room) : [];
    if (some.length === 0) return;
    for (const item of some) away.set(item, clock.now());
    for (const [item, failure] of await crew.begin(some)) end(item, failure);
  };
  const advanceAll = async () => {
    for (const [item, ending] of await crew.advance([...away.keys()])) end(item, ending);
    // Once time is over, as after a jump of the clock, what is away is left to the next run and not called lost.
    if (clock.now() >= limits.endMs) return;
    for (const [item, sinceMs] of away) {
      if (clock.now() - sinceMs <= limits.awayMs) continue;
      end(item, crew.overdue(item));
      isHalted = true;
    }
  };

  for (;;) {
    await beginSome();
    if (away.size === 0 && (waiting.length === 0 || !isOpen())) break;
    if (clock.now() >= limits.endMs) break;
    if (away.size === 0) continue;
    await clock.sleep(pollMs);
    await advanceAll();
    pollMs = Math.min(MAX_POLL_MS, absences.length > 0 ? Math.max(FIRST_POLL_MS, meanMs() / POLLS) : pollMs * 1.5);
  }
  for (const item of away.keys()) endings.set(item, 'away');
  return endings;
}

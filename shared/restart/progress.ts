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

/** How a roll ended for each item: `back`, its failure, `away` when it was left meanwhile, `taken` by another or kept by its scaling group, or `notBegun`. */
export type Ending<Failure> = 'back' | 'away' | 'notBegun' | 'taken' | { readonly failure: Failure };

/** How far a roll is. */
export interface Progress<Item, Failure> {
  readonly endings: ReadonlyMap<Item, Ending<Failure>>;
  /** Not begun yet, in order. */
  readonly waiting: readonly Item[];
  /** Since when, epoch milliseconds. */
  readonly away: ReadonlyMap<Item, number>;
  /** Taken away by an earlier roll, so that their absence is not known whole. */
  readonly left: ReadonlySet<Item>;
  readonly absencesMs: readonly number[];
  readonly beginning: Beginning;
  readonly failures: number;
  /** One did not come back: no further item is begun. */
  readonly isHalted: boolean;
}

const FIRST_POLL_MS = 100;
const MAX_POLL_MS = 5_000;
/** Polls per mean absence, once a mean is known. */
const POLLS = 20;
/** Assumed of the canary, before a mean is known. */
const FIRST_AWAY_MS = 20_000;
/** What is begun has one and a half times the mean to come back. */
const MARGIN = 1.5;

/** @param left the items that an earlier roll took away */
export function startProgress<Item, Failure>(
  items: readonly Item[],
  left: readonly Item[],
  nowMs: number,
): Progress<Item, Failure> {
  return {
    endings: new Map(items.map((item) => [item, 'notBegun'])),
    waiting: items.filter((item) => !left.includes(item)),
    away: new Map(left.map((item) => [item, nowMs])),
    left: new Set(left),
    absencesMs: [],
    beginning: 'canary',
    failures: 0,
    isHalted: false,
  };
}

/** Whether a further item may be begun, were there room for it. */
export function isOpen(progress: Progress<unknown, unknown>, { maxFailures, endMs }: Limits, nowMs: number): boolean {
  const { isHalted, beginning, failures, absencesMs } = progress;
  const isInTime = nowMs + MARGIN * meanMs(absencesMs) < endMs;
  return !isHalted && beginning !== 'none' && failures <= maxFailures && isInTime;
}

/** The items to be begun now. */
export function findDue<Item>(progress: Progress<Item, unknown>, limits: Limits, nowMs: number): readonly Item[] {
  if (!isOpen(progress, limits, nowMs)) return [];
  const room = (progress.beginning === 'window' ? limits.size : 1) - progress.away.size;
  return progress.waiting.slice(0, Math.max(0, room));
}

/** Items are begun: they are away from now on. */
export function noteBegun<Item, Failure>(
  progress: Progress<Item, Failure>,
  begun: readonly Item[],
  nowMs: number,
): Progress<Item, Failure> {
  const away = new Map([...progress.away, ...begun.map((item) => [item, nowMs] as const)]);
  return { ...progress, waiting: progress.waiting.filter((item) => !begun.includes(item)), away };
}

/** Items are back, or have failed. */
export function noteEnded<Item, Failure>(
  progress: Progress<Item, Failure>,
  ended: ReadonlyMap<Item, Failure | 'back' | 'taken'>,
  nowMs: number,
): Progress<Item, Failure> {
  const [endings, away, absencesMs] = [new Map(progress.endings), new Map(progress.away), [...progress.absencesMs]];
  let { beginning, failures } = progress;
  for (const [item, ending] of ended) {
    if (ending === 'back') beginning = 'window';
    else if (ending !== 'taken') failures++;
    if (ending === 'back' && !progress.left.has(item)) absencesMs.push(nowMs - (away.get(item) ?? nowMs));
    endings.set(item, ending === 'back' ? 'back' : ending === 'taken' ? 'taken' : { failure: ending });
    away.delete(item);
  }
  return { ...progress, endings, away, absencesMs, beginning, failures };
}

/**
 * The items that stay away for too long. None once time is over, as after a jump of the clock: what is away then is
 * left to the next run, and not called lost.
 */
export function findOverdue<Item>({ away }: Progress<Item, unknown>, limits: Limits, nowMs: number): readonly Item[] {
  if (nowMs >= limits.endMs) return [];
  return [...away].filter(([, sinceMs]) => nowMs - sinceMs > limits.awayMs).map(([item]) => item);
}

/** Whether nothing is left to be begun or waited for. */
export function isOver(progress: Progress<unknown, unknown>, limits: Limits, nowMs: number): boolean {
  if (nowMs >= limits.endMs) return true;
  return progress.away.size === 0 && (progress.waiting.length === 0 || !isOpen(progress, limits, nowMs));
}

/** How long to sleep before the first look, in milliseconds. */
export const firstPollMs = FIRST_POLL_MS;

/** And before the next one: slower and slower until a mean is known, and then by that. */
export function nextPollMs(pollMs: number, { absencesMs }: Progress<unknown, unknown>): number {
  const nextMs = absencesMs.length > 0 ? Math.max(FIRST_POLL_MS, meanMs(absencesMs) / POLLS) : pollMs * 1.5;
  return Math.min(MAX_POLL_MS, nextMs);
}

function meanMs(absencesMs: readonly number[]): number {
  return absencesMs.reduce((sum, ms) => sum + ms, 0) / absencesMs.length || FIRST_AWAY_MS;
}

/** How each item ended when nothing more is done. */
export function endingsOf<Item, Failure>({ endings, away }: Progress<Item, Failure>): Map<Item, Ending<Failure>> {
  return new Map([...endings, ...[...away.keys()].map((item) => [item, 'away'] as const)]);
}

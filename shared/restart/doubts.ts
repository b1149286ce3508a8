import type { Verdict } from '../verdict.ts';
import type { Proof } from './job.ts';

/** Why a restarted instance is not proven yet, and since when it shows just that; epoch milliseconds. */
export interface Doubt {
  readonly sinceMs: number;
  readonly flaw: Verdict;
}

/**
 * A flaw found now becomes a doubt, or stays one.
 * @param patienceMs for how long such a flaw may still pass
 * @returns null when it has lasted for so long that it is believed
 */
export function doubt(before: Doubt | undefined, now: Doubt, patienceMs: number): Doubt | null {
  const sinceMs = before?.flaw.code === now.flaw.code ? before.sinceMs : now.sinceMs;
  return now.sinceMs - sinceMs >= patienceMs ? null : { sinceMs, flaw: now.flaw };
}

export interface Doubts<Item> {
  /** Takes what was found of items now; returns what is believed of it: a flaw, or null where there is none. */
  weigh(found: ReadonlyMap<Item, Verdict | null>, nowMs: number): Map<Item, Verdict | null>;
  of(item: Item): Verdict | undefined;
  /** Whether a restarted instance said no, which may still change. */
  isRefused(item: Item): boolean;
}

export function openDoubts<Item>({ patienceMs }: Pick<Proof<Item>, 'patienceMs'>): Doubts<Item> {
  const doubts = new Map<Item, Doubt>();
  return {
    weigh: (found, nowMs) =>
      new Map(
        [...found].filter(([item, flaw]) => {
          if (!flaw) return true;
          const after = doubt(doubts.get(item), { sinceMs: nowMs, flaw }, patienceMs(flaw));
          if (after) doubts.set(item, after);
          return after === null;
        }),
      ),
    of: (item) => doubts.get(item)?.flaw,
    isRefused: (item) => {
      const flaw = doubts.get(item)?.flaw;
      return flaw !== undefined && Number.isFinite(patienceMs(flaw));
    },
  };
}

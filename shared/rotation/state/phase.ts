import type { Rotation } from '../../fleet/fleet.ts';
import { type Ledger, newestOf } from '../../ledger/ledger.ts';
import type { StandingName } from './standing.ts';

/**
 * Where a rotation is, from what was seen:
 * - `notStarted`: no secret yet. `creating`: announced, its key not stored yet.
 * - `adding`: instances are still to be proven. `promoting`: all that can be reached are. `rollingBack`: the same walk
 *   back to a generation that was promoted before. `blocked`: stopped, an operator has to act; or finished but for too
 *   many old generations, so that none begins.
 * - `grace`: promoted, both keys work. `retiring`: the old key is due to be taken away. `lagging`: finished but for
 *   instances that could not be reached. `idle`: nothing to do.
 */
export type Phase =
  | 'notStarted'
  | 'creating'
  | 'adding'
  | 'promoting'
  | 'rollingBack'
  | 'blocked'
  | 'grace'
  | 'retiring'
  | 'lagging'
  | 'idle';

/** Instances by where they stand. */
export type Counts = Readonly<Record<StandingName, number>>;

/** More of them and KMS, which keeps 10 versions and 8 stages, would have no room. */
export const MAX_RETAINED = 4;

/** Says where a rotation is. Does no I/O. */
export function phaseOf(ledger: Ledger, counts: Counts, nowMs: number): Phase {
  const { pending, current, isAnnounced, blockedSinceMs } = ledger;
  if (blockedSinceMs !== null) return 'blocked';
  if (pending && isBackwards(ledger)) return 'rollingBack';
  if (pending) return counts.pending > 0 || counts.verified === 0 ? 'adding' : 'promoting';
  if (isAnnounced) return 'creating';
  if (!current) return 'notStarted';
  const open = ledger.retained.filter(({ isSwept }) => !isSwept);
  if (open.some(({ untilMs }) => untilMs <= nowMs)) return 'retiring';
  if (open.length > 0) return 'grace';
  if (ledger.retained.length > MAX_RETAINED) return 'blocked';
  return ledger.retained.length > 0 || counts.lagging + counts.failing > 0 ? 'lagging' : 'idle';
}

/** Whether the generation on its way was promoted before the current one. */
export function isBackwards({ pending, generations, current }: Ledger): boolean {
  return pending !== null && current !== null && generations.indexOf(pending) < generations.indexOf(current);
}

/**
 * Why no rotation may begin now; null when one may. Finishing what lags does not count, and the place of a generation
 * that leaked is not kept waiting.
 */
export function whyNotBegin(ledger: Ledger): string | null {
  if (ledger.pending || ledger.isAnnounced) return 'a rotation is on its way and not promoted yet';
  if (ledger.retained.length > MAX_RETAINED) return tooMany(ledger);
  const open = ledger.retained.find(({ isSwept, generation }) => !isSwept && !generation.isRevoked);
  if (open && !ledger.current?.isRevoked)
    return `the rotation before is not finished: ${open.generation.name} still works`;
  return null;
}

const tooMany = ({ retained }: Ledger) =>
  `${retained.length} old generations wait for instances that cannot be reached, or for what names their key pairs: one more, and KMS would drop the oldest`;

/**
 * When the next rotation is due, epoch milliseconds. Counted from the generation made last, whatever became of it, or from
 * what was announced and called back: what was rolled back does not begin again at once. One that leaked is due to be replaced now.
 * @param firstMs when the key pair before the first rotation was made; null when there is none
 */
export function dueMs(
  ledger: Ledger,
  name: string,
  { everyMs }: Pick<Rotation, 'everyMs'>,
  firstMs: number | null,
): number {
  const newest = newestOf(ledger);
  if (ledger.current?.isRevoked) return 0;
  if (!newest) return firstMs === null ? 0 : firstMs + everyMs;
  if (ledger.recalledMs !== null) return ledger.recalledMs + everyMs;
  const isBegun = newest.versionId === name;
  return isBegun ? 0 : (newest.madeMs ?? newest.storedMs ?? 0) + everyMs;
}

import type { InstanceState } from '../products/product.ts';

/** What tells a new boot from the old one. */
export interface Boot {
  /** As the control plane showed it before, epoch milliseconds to the minute; null where it shows none. */
  readonly startedMs: number | null;
  /** As the guest showed it before; null where it was not asked. */
  readonly bootId: string | null;
  /** It was seen in another state than Running since it was asked to restart. */
  wasAway: boolean;
}

/** Whether a running instance is seen to have started anew. `Running` alone proves nothing: it lingers for a moment. */
export function isNewBoot(before: Boot, { status, startedMs }: InstanceState, bootId?: string | null): boolean {
  if (status !== 'Running') {
    before.wasAway = true;
    return false;
  }
  const isLater = startedMs !== null && before.startedMs !== null && startedMs > before.startedMs;
  const isOther = Boolean(bootId) && before.bootId !== null && bootId !== before.bootId;
  return before.wasAway || isLater || isOther;
}

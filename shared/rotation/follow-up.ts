import { onCloudError } from '../cloud/errors.ts';
import type { Means } from './tick-context.ts';

/** The next tick of one key pair, long before the timer's. */
export interface FollowUp {
  /**
   * Has it come soon; false when nobody would come. Asked for once.
   * @param awaySinceMs since when something was last seen away, if that is not now; null: nothing is, there is work left
   */
  arrange(awaySinceMs?: number | null): Promise<boolean>;
  /** When it comes, epoch milliseconds; null when it was not arranged. */
  atMs(): number | null;
}

/**
 * Has the function called again while instances are away, so that nobody has to wait for them. Follow-ups come at whole
 * multiples of their interval, and the platform takes one for each of those moments: ticks that overlap, such as the
 * timer's, share the next one.
 */
export function openFollowUp({ again, keyPair, clock }: Means): FollowUp {
  let atMs: number | null = null;
  let arranged: Promise<boolean> | undefined;
  const arrange = async (awaySinceMs: number | null) => {
    if (!again) return false;
    const everyMs = again.everySeconds * 1000;
    const nowMs = clock.now();
    const nextMs = Math.ceil((nowMs + everyMs / 2) / everyMs) * everyMs;
    const delaySeconds = Math.ceil((nextMs - nowMs) / 1000);
    const away = awaySinceMs === null ? {} : { awaySince: new Date(awaySinceMs).toISOString() };
    const payload = { action: 'tick', keyPair: keyPair.name, ...away };
    const invoking = again.invoke({ payload, delaySeconds, task: `${keyPair.name} ${nextMs}` });
    const isComing = await invoking.then(
      () => true,
      onCloudError(() => false),
    );
    if (isComing) atMs = nowMs + delaySeconds * 1000;
    return isComing;
  };
  return {
    arrange: (awaySinceMs = clock.now()) => {
      arranged ??= arrange(awaySinceMs);
      return arranged;
    },
    atMs: () => atMs,
  };
}

import type { InstanceState, Observed, PowerResult } from '../products/product.ts';
import { hasRestartedSinceTag } from './tag.ts';

/** After so many looks that show it running and no new boot, ask the guest for its boot id. */
const FIRST_DOUBT = 2;

/** And after so many more, each time; where the answer to the reboot was lost, also ask again to reboot. */
const PATIENCE = 8;

/** How far one instance is that reboots. */
export interface Watch {
  /** As the control plane showed it before, epoch milliseconds to the minute; null where it shows none. */
  readonly startedMs: number | null;
  /** As the guest showed it before; null where it was not asked. */
  readonly bootId: string | null;
  /** It was seen in another state than Running since it was asked to restart. */
  readonly wasAway: boolean;
  readonly seen: string;
  /** Looks that showed it running, and no new boot. */
  readonly looks: number;
  /** The answer to the reboot was lost: it may have to be asked for again. */
  readonly isUnsure: boolean;
}

/**
 * @param isDue the change is made in this run; otherwise an earlier one made it, and asked for the reboot
 * @returns the watch, and whether a reboot is to be asked for
 */
export function startWatch(
  observed: Observed,
  bootId: string | null,
  isDue: boolean,
): { readonly watch: Watch; readonly isAsked: boolean } {
  const { startedMs, status } = observed;
  const isAsked = isDue || !(hasRestartedSinceTag(observed) || ['Starting', 'Stopping'].includes(status));
  return { isAsked, watch: { startedMs, bootId, wasAway: !isAsked, seen: status, looks: 0, isUnsure: false } };
}

/** The reboot was answered. */
export function noteAnswer(watch: Watch, accepted: PowerResult['accepted']): Watch {
  return { ...watch, isUnsure: accepted === 'unknown' };
}

/** The instance is seen in a state. */
export function see(watch: Watch, { status }: InstanceState): Watch {
  if (status !== 'Running') return { ...watch, seen: status, wasAway: true };
  return { ...watch, seen: status, looks: watch.wasAway ? watch.looks : watch.looks + 1 };
}

/** Whether the guest is to be asked for its boot id: it runs, and for so long no new boot was seen. */
export function isDoubtful({ seen, wasAway, looks }: Watch): boolean {
  return seen === 'Running' && !wasAway && (looks === FIRST_DOUBT || looks % PATIENCE === 0);
}

/** Whether a doubtful one is to be asked to reboot once more: the reboot may never have arrived. */
export function isOverdue({ isUnsure, looks }: Watch): boolean {
  return isUnsure && looks >= PATIENCE;
}

/** Whether a running instance is seen to have started anew. `Running` alone proves nothing: it lingers for a moment. */
export function isNewBoot(watch: Watch, { status, startedMs }: InstanceState, bootId?: string | null): boolean {
  if (status !== 'Running') return false;
  const isLater = startedMs !== null && watch.startedMs !== null && startedMs > watch.startedMs;
  const isOther = Boolean(bootId) && watch.bootId !== null && bootId !== watch.bootId;
  return watch.wasAway || isLater || isOther;
}

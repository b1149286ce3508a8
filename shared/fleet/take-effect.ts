import type { Product } from '../products/product.ts';
import type { Fallback, TakeEffect } from '../take-effect.ts';
import type { LeaveCode } from './decision.ts';
import type { ManagedKeyPair } from './fleet.ts';

/** How a change may come into force in one instance. */
export interface Way {
  readonly takeEffect: TakeEffect;
  readonly fallback: Fallback;
}

const NEXT_START: Way = { takeEffect: 'onNextStart', fallback: 'none' };
const RESTART: Way = { takeEffect: 'restart', fallback: 'none' };

/**
 * The way to attach a key pair to an instance that is Running or Stopped, or why there is none. A stopped one needs
 * nothing but the call: the key pair is in force from its next start on, which is not ours to make.
 */
export function chooseWay(
  keyPair: ManagedKeyPair,
  product: Product,
  status: string,
  mayRestart: boolean,
): Way | LeaveCode {
  const { takeEffect, fallback } = keyPair;
  if (status === 'Stopped') return NEXT_START;
  if (takeEffect === 'online' && product.remoteCommands) {
    return { takeEffect, fallback: fallback === 'restart' && !mayRestart ? 'none' : fallback };
  }
  const wanted = takeEffect === 'online' ? fallback : takeEffect;
  if (wanted === 'none') return 'OnlineNotSupported';
  if (wanted === 'onNextStart' && product.attachWhileRunning) return NEXT_START;
  if (mayRestart) return RESTART;
  return fallback === 'onNextStart' && product.attachWhileRunning ? NEXT_START : 'NeedsRestart';
}

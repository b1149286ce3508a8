import type { Observed } from '../products/observed.ts';
import type { Fallback, TakeEffect, Verification } from '../take-effect.ts';
import type { ManagedKeyPair } from './fleet.ts';

/** What a reconcile would do to one instance: attach its key pair, or nothing. Plain data. */
export type Decision = AttachDecision | LeaveDecision;

export interface AttachDecision {
  readonly do: 'attach';
  readonly keyPair: ManagedKeyPair;
  /** The generation to attach. */
  readonly keyPairName: string;
  /** What may be used for this very instance; never `restart` where that is not allowed. */
  readonly takeEffect: TakeEffect;
  readonly fallback: Fallback;
  readonly verify: Verification;
  /** As the key pair says; `replace` where an abandoned restart is to be finished, which was to replace. */
  readonly ifAttached: 'skip' | 'replace';
  /** Created within `newWithin`: its agent may still be starting, so `online` is worth waiting for. */
  readonly isNew: boolean;
  readonly mayRestart: boolean;
  /** The foreign key pair that attaching takes off; null when there is none. */
  readonly replaces: string | null;
}

export interface LeaveDecision {
  readonly do: 'nothing';
  /** Null when nothing selects the instance. */
  readonly keyPair: ManagedKeyPair | null;
  readonly code: LeaveCode;
  readonly message: string;
  /** Another look, after a while or a closer one, may decide otherwise. */
  readonly isPassing: boolean;
}

/**
 * Why nothing is done:
 * - `NotManaged`: no key pair of the fleet selects the instance.
 * - `Ignored`: it carries the tag that keeps the fleet away.
 * - `Unseen`: its tags or its key pair were not said; look with certainty.
 * - `AlreadyAttached`: it carries a generation of its key pair.
 * - `ForeignKeyPair`: it carries another key pair, which stays.
 * - `WindowsInstance`: key pairs are for Linux.
 * - `NotYet`: it is on its way to Running or Stopped.
 * - `IncorrectInstanceStatus`: it is in a state that allows nothing and does not pass by itself.
 * - `RestartUnderWay`: its tag says that another run has just begun to restart it.
 * - `NeedsRestart`: it takes a restart, which `restart` does not allow for it.
 * - `RevokedGeneration`: the current generation was revoked, and none is on its way yet.
 * - `OnlineNotSupported`: the product has no remote command, and there is no fallback.
 */
export type LeaveCode =
  | 'NotManaged'
  | 'Ignored'
  | 'Unseen'
  | 'AlreadyAttached'
  | 'ForeignKeyPair'
  | 'WindowsInstance'
  | 'NotYet'
  | 'IncorrectInstanceStatus'
  | 'RestartUnderWay'
  | 'NeedsRestart'
  | 'RevokedGeneration'
  | 'OnlineNotSupported';

export const messages: Readonly<Record<LeaveCode, (observed: Observed, keyPair: ManagedKeyPair | null) => string>> = {
  NotManaged: () => 'no key pair of fleet.yaml selects it',
  Ignored: () => 'it carries the tag keyfleet:ignore',
  Unseen: () => 'its tags or its key pair were not seen',
  AlreadyAttached: ({ keyPairName }) => `${keyPairName} is attached already`,
  ForeignKeyPair: ({ keyPairName }, keyPair) => `it carries ${keyPairName}, which is no ${keyPair?.name} and stays`,
  WindowsInstance: () => 'a Windows instance cannot use an SSH key pair',
  NotYet: ({ status }) => `it is ${status}, on its way to another state`,
  IncorrectInstanceStatus: ({ status }) => `it is ${status}; attaching needs Running or Stopped`,
  RestartUnderWay: () => 'another run has begun to restart it, as its tag keyfleet:restart says',
  NeedsRestart: ({ status }) =>
    `it is ${status} and would have to be restarted, which fleet.yaml does not allow for it`,
  RevokedGeneration: (_, keyPair) =>
    `the current generation of ${keyPair?.name} was revoked, and none is on its way yet`,
  OnlineNotSupported: () => 'its product has no remote command, and fleet.yaml names no fallback',
};

export const PASSING: readonly LeaveCode[] = ['Unseen', 'NotYet', 'RestartUnderWay'];
/** Says that nothing is done to an instance, and why. */
export function leave(keyPair: ManagedKeyPair | null, code: LeaveCode, observed: Observed): LeaveDecision {
  const message = messages[code](observed, keyPair);
  return { do: 'nothing', keyPair, code, message, isPassing: PASSING.includes(code) };
}

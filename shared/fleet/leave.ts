import type { Observed } from '../products/product.ts';
import type { LeaveCode, LeaveDecision } from './decision.ts';
import type { ManagedKeyPair } from './fleet.ts';

const messages: Readonly<Record<LeaveCode, (observed: Observed, keyPair: ManagedKeyPair | null) => string>> = {
  NotManaged: () => 'no key pair of fleet.yaml selects it',
  Ignored: () => 'it carries the tag keyfleet:ignore',
  Unseen: () => 'its tags or its key pair were not seen',
  AlreadyAttached: ({ keyPairName }) => `${keyPairName} is attached already`,
  ForeignKeyPair: ({ keyPairName }, keyPair) => `it carries ${keyPairName}, which is no ${keyPair?.name} and stays`,
  WindowsInstance: () => 'a Windows instance cannot use an SSH key pair',
  NotYet: ({ status }) => `it is ${status}, on its way to another state`,
  IncorrectInstanceStatus: ({ status }) => `it is ${status}; attaching needs Running or Stopped`,
  RestartUnderWay: () => 'somebody has begun to restart it, as its tag keyfleet:restart says',
  NeedsRestart: ({ status }) =>
    `it is ${status} and would have to be restarted, which fleet.yaml does not allow for it`,
  OnlineNotSupported: () => 'its product has no remote command, and fleet.yaml names no fallback',
};

const PASSING: readonly LeaveCode[] = ['Unseen', 'NotYet', 'RestartUnderWay'];

/** Says that nothing is done to an instance, and why. */
export function leave(keyPair: ManagedKeyPair | null, code: LeaveCode, observed: Observed): LeaveDecision {
  const message = messages[code](observed, keyPair);
  return { do: 'nothing', keyPair, code, message, isPassing: PASSING.includes(code) };
}

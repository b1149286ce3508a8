import { type Claimant, kindOfRequest } from '../restart/claim.ts';
import type { Action } from './command.ts';
import type { Item } from './plan/step.ts';

/** The claim of a request on a restart: the same request again goes on with what it left. */
export function claimantOf(action: Action, { keyPair }: Pick<Item, 'keyPair'>, requestId: string): Claimant {
  return { kind: kindOfRequest(action, keyPair.keyPairName ?? ''), requestId };
}

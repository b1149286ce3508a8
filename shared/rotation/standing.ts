import type { ManagedKeyPair, Rotation } from '../fleet/fleet.ts';
import { isForeign, isIgnored, type Sighting } from '../fleet/match.ts';
import { products } from '../products/index.ts';
import { isTagged } from '../restart/tag.ts';
import { keptBy } from './keeps-tag.ts';

/**
 * Where one instance stands in a rotation:
 * - `verified`: carries the wanted generation, which on ECS and SWAS was proven inside before it was attached.
 * - `pending`: can be reached, and is still to be brought to the wanted generation.
 * - `lagging`: cannot be reached now; finished when it comes back.
 * - `excluded`: cannot be rotated at all. `foreign`: carries a key pair that is none of ours. `ignored`: tagged so.
 * - `unattached`: carries no key pair, and no rotation is on its way that would bring one.
 * - `unseen`: what it carries was not said.
 */
export type StandingName =
  | 'verified'
  | 'pending'
  | 'lagging'
  | 'excluded'
  | 'foreign'
  | 'ignored'
  | 'unattached'
  | 'unseen';

export interface Standing {
  readonly name: StandingName;
  readonly code: string;
  readonly message: string;
}

/** What a rotation wants, as far as one instance is concerned. */
export interface Wanted {
  readonly keyPair: ManagedKeyPair;
  readonly rotation: Rotation;
  /** The generation that every instance is to carry. */
  readonly target: string;
  /** A generation is on its way, so instances without a key pair get one too. */
  readonly isUnderWay: boolean;
  /** Whether an agent answers, by instance id; absent where it was not asked. */
  readonly agents: ReadonlyMap<string, boolean>;
}

const stand = (name: StandingName, code: string, message: string): Standing => ({ name, code, message });

export const onTarget = (target: string) => stand('verified', 'OnTarget', `${target} is attached`);

/** Says where an instance stands. Does no I/O. */
export function judgeStanding({ product, observed }: Sighting, wanted: Wanted): Standing {
  const { keyPair, target } = wanted;
  const { keyPairName } = observed;
  if (isIgnored(observed)) return stand('ignored', 'Ignored', 'it carries the tag keyfleet:ignore');
  if (observed.os === 'windows') return stand('excluded', 'WindowsInstance', 'key pairs are for Linux');
  if (keyPairName === undefined) return stand('unseen', 'Unseen', 'the product did not say what it carries');
  if (isForeign(keyPair, observed)) return stand('foreign', 'ForeignKeyPair', `it carries ${keyPairName}`);
  if (!isProvable(product, wanted.rotation)) return stand('excluded', 'NeedsLoginVerification', NEEDS_LOGIN);
  if (keyPairName === target && !isTagged(observed)) return judgeVerified(observed, wanted);
  if (!keyPairName && !wanted.isUnderWay) return stand('unattached', 'NoKeyPair', 'it carries no key pair');
  return judgeBehind({ product, observed }, wanted);
}

const NEEDS_LOGIN =
  'it has no guest to look into: it rotates only with verify: login and trustFirstHostKey: true, and keeps what it has';

/** Where nobody can look inside, only a login proves a key; its host key cannot be read beforehand either. */
function isProvable(product: Sighting['product'], { verify, trustFirstHostKey }: Rotation): boolean {
  return products[product].remoteCommands || (verify === 'login' && trustFirstHostKey);
}

function judgeVerified(observed: Sighting['observed'], { target }: Wanted): Standing {
  const kept = keptBy(observed);
  if (kept) return stand('lagging', 'KeepsOldKey', `${target} works; the key of ${kept} may still be inside`);
  return onTarget(target);
}

function judgeBehind(
  { product, observed }: Pick<Sighting, 'product' | 'observed'>,
  { agents, target }: Wanted,
): Standing {
  const carried = observed.keyPairName ? `it carries ${observed.keyPairName}` : 'it carries no key pair';
  if (!products[product].remoteCommands && isTagged(observed)) {
    return stand('pending', 'RestartUnderWay', `its restart for ${target} is under way`);
  }
  if (observed.status !== 'Running') {
    return stand('lagging', 'InstanceNotRunning', `it is ${observed.status}; ${carried}`);
  }
  if (agents.get(observed.instanceId) === false) {
    return stand('lagging', 'AgentOffline', `Cloud Assistant does not answer; ${carried}`);
  }
  return stand('pending', 'Behind', carried);
}

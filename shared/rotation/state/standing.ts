import type { ManagedKeyPair, Rotation } from '../../fleet/fleet.ts';
import { isForeign, isIgnored } from '../../fleet/match.ts';
import { products } from '../../products/index.ts';
import { keyOf, type Sighting } from '../../products/sighting.ts';
import { isTagged } from '../../restart/tag.ts';
import { isGivenUp, readFailing } from './failing-mark.ts';
import { judgeProof, type Proof, readProof, type WantedProof } from './proof-mark.ts';

/**
 * Where one instance stands in a rotation:
 * - `verified`: carries the wanted generation, and on ECS and SWAS its guest was proven to take it since it started.
 * - `pending`: can be reached, and is still to be brought to the wanted generation.
 * - `lagging`: cannot be reached now; finished when it comes back.
 * - `failing`: could be reached and failed three times in a row: not waited for, and tried again after growing pauses.
 * - `excluded`: cannot be rotated at all. `foreign`: carries a key pair that is none of ours. `ignored`: tagged so.
 * - `unattached`: carries no key pair, and no rotation is on its way that would bring one.
 * - `unseen`: what it carries was not said.
 */
export type StandingName =
  | 'verified'
  | 'pending'
  | 'lagging'
  | 'failing'
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
  /** What is to be proven; null: nothing is, for there is no generation yet. */
  readonly proof: WantedProof | null;
  /** What this tick has proven, by `keyOf`; it wins over what instances are marked with. */
  readonly proofs: ReadonlyMap<string, Proof>;
}

const stand = (name: StandingName, code: string, message: string): Standing => ({ name, code, message });

export const onTarget = (target: string) => stand('verified', 'OnTarget', `${target} is attached`);

/** Says where an instance stands. Does no I/O. */
export function judgeStanding({ product, observed, regionId }: Sighting, wanted: Wanted): Standing {
  const { keyPair, target } = wanted;
  const { keyPairName } = observed;
  if (isIgnored(observed)) return stand('ignored', 'Ignored', 'it carries the tag keyfleet:ignore');
  if (observed.os === 'windows') return stand('excluded', 'WindowsInstance', 'key pairs are for Linux');
  if (keyPairName === undefined) return stand('unseen', 'Unseen', 'the product did not say what it carries');
  if (isForeign(keyPair, observed)) return stand('foreign', 'ForeignKeyPair', `it carries ${keyPairName}`);
  if (!isProvable(product, wanted.rotation)) return stand('excluded', 'NeedsLoginVerification', NEEDS_LOGIN);
  if (keyPairName === target && !isTagged(observed)) return judgeCarrier({ product, observed, regionId }, wanted);
  if (!keyPairName && !wanted.isUnderWay) return stand('unattached', 'NoKeyPair', 'it carries no key pair');
  return judgeBehind({ product, observed }, wanted);
}

const NEEDS_LOGIN =
  'it has no guest to look into: it rotates only with verify: login and trustFirstHostKey: true, and keeps what it has';

/** Where nobody can look inside, only a login proves a key; its host key cannot be read beforehand either. */
function isProvable(product: Sighting['product'], { verify, trustFirstHostKey }: Rotation): boolean {
  return products[product].remoteCommands || (verify === 'login' && trustFirstHostKey);
}

/** That it is attached proves nothing, where one can look inside. */
function judgeCarrier(sighting: Sighting, wanted: Wanted): Standing {
  const { product, observed } = sighting;
  const { target, proof, proofs, keyPair } = wanted;
  if (!products[product].remoteCommands || !proof) return onTarget(target);
  const worth = judgeProof(proofs.get(keyOf(sighting)) ?? readProof(observed, keyPair.name), observed, proof);
  if (worth === 'proven') return onTarget(target);
  const away = judgeAway(observed, wanted);
  if (worth === 'none') {
    return (
      away ?? judgeFailing(observed, target, stand('pending', 'Unproven', `${target} is attached, and not proven`))
    );
  }
  const message = `${target} works; another key of ours may still be inside`;
  return away
    ? stand('lagging', KEEPS_OLD_KEY, message)
    : judgeFailing(observed, target, stand('verified', KEEPS_OLD_KEY, message));
}

/** As it stands, unless it failed so often that nobody waits for it. */
function judgeFailing(observed: Sighting['observed'], target: string, otherwise: Standing): Standing {
  const failing = readFailing(observed, target);
  if (!failing || !isGivenUp(failing)) return otherwise;
  const message = `${otherwise.message}; it failed ${failing.count} times, last with ${failing.code}`;
  return stand('failing', otherwise.code, message);
}

export const KEEPS_OLD_KEY = 'KeepsOldKey';

/** That it cannot be reached; null where it can. */
function judgeAway(observed: Sighting['observed'], { agents }: Wanted): Standing | null {
  const carried = observed.keyPairName ? `it carries ${observed.keyPairName}` : 'it carries no key pair';
  if (observed.status !== 'Running') {
    return stand('lagging', 'InstanceNotRunning', `it is ${observed.status}; ${carried}`);
  }
  if (agents.get(observed.instanceId) !== false) return null;
  return stand('lagging', 'AgentOffline', `Cloud Assistant does not answer; ${carried}`);
}

function judgeBehind({ product, observed }: Pick<Sighting, 'product' | 'observed'>, wanted: Wanted): Standing {
  const blind = !products[product].remoteCommands;
  if (blind && isTagged(observed)) {
    return stand('pending', 'RestartUnderWay', `its restart for ${wanted.target} is under way`);
  }
  const carried = observed.keyPairName ? `it carries ${observed.keyPairName}` : 'it carries no key pair';
  const behind = stand('pending', 'Behind', carried);
  return judgeAway(observed, wanted) ?? (blind ? behind : judgeFailing(observed, wanted.target, behind));
}

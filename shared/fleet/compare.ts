import { products } from '../products/index.ts';
import type { Observed } from '../products/product.ts';
import { type Sighting } from '../products/sighting.ts';
import { isTagged, lastBegunMs, RESTART_PATIENCE_MS, RESTART_TAG } from '../restart/tag.ts';
import type { AttachDecision, Decision, LeaveCode } from './decision.ts';
import { leave } from './decision.ts';
import type { Fleet, ManagedKeyPair } from './fleet.ts';
import { isGenerationOf } from './generation.ts';
import { findKeyPair, isForeign, isIgnored } from './match.ts';
import { chooseWay } from './take-effect.ts';

/** What a comparison knows besides the fleet and the instance. */
export interface Moment {
  readonly nowMs: number;
  /** The generation to attach, by logical name; default the logical name itself. */
  currentOf?(name: string): string;
  /** Whether that generation was revoked, so that no instance gets it; default: it was not. */
  isRevoked?(name: string): boolean;
  /** How old a restart tag has to be before its restart counts as abandoned; default ten minutes. */
  readonly restartPatienceMs?: number;
}

/** What a reconcile would do to one instance, from what was seen of it. Does no I/O. */
export function decide(fleet: Fleet, sighting: Sighting, moment: Moment): Decision {
  if (sighting.observed.tags === undefined) return leave(null, 'Unseen', sighting.observed);
  const keyPair = findKeyPair(fleet, sighting);
  if (!keyPair) return leave(null, 'NotManaged', sighting.observed);
  return compare(keyPair, sighting, moment);
}

/** As {@link decide}, for an instance whose key pair is known. */
export function compare(keyPair: ManagedKeyPair, { product, observed }: Sighting, moment: Moment): Decision {
  const obstacle = findObstacle(keyPair, observed, moment);
  if (obstacle) return leave(keyPair, obstacle, observed);
  const isNew = isYoung(keyPair, observed, moment.nowMs);
  const mayRestart = keyPair.restart === 'always' || (keyPair.restart === 'new' && isNew);
  const keyPairName = nameToAttach(keyPair, observed, moment);
  const isHandedOut = keyPairName !== observed.keyPairName;
  if (isHandedOut && moment.isRevoked?.(keyPair.name)) return leave(keyPair, 'RevokedGeneration', observed);
  const common = { keyPair, isNew, keyPairName, observed };
  if (isTagged(observed)) return attach({ ...common, mayRestart: true, takeEffect: 'restart', fallback: 'none' });
  const status = findMisfit(observed);
  if (status) return leave(keyPair, status, observed);
  const way = chooseWay(keyPair, products[product], observed.status, mayRestart);
  return typeof way === 'string' ? leave(keyPair, way, observed) : attach({ ...common, mayRestart, ...way });
}

/** What keeps the fleet's hands off, whatever state the instance is in. */
function findObstacle(keyPair: ManagedKeyPair, observed: Observed, moment: Moment): LeaveCode | null {
  if (observed.tags === undefined || observed.keyPairName === undefined) return 'Unseen';
  if (isIgnored(observed)) return 'Ignored';
  if (observed.os === 'windows') return 'WindowsInstance';
  if (isTagged(observed)) return isAbandoned(keyPair, observed, moment) ? null : 'RestartUnderWay';
  if (isForeign(keyPair, observed)) return keyPair.ifAttached === 'skip' ? 'ForeignKeyPair' : null;
  return observed.keyPairName ? 'AlreadyAttached' : null;
}

/**
 * Whether a restart for this key pair was begun and left unfinished. A tag that has just been set means that
 * its owner is at work: finishing it as well would be a second restart.
 */
function isAbandoned({ name }: ManagedKeyPair, observed: Observed, moment: Moment): boolean {
  const { nowMs, restartPatienceMs = RESTART_PATIENCE_MS } = moment;
  const begunMs = lastBegunMs(observed);
  const isOurs = isGenerationOf(name, observed.tags?.[RESTART_TAG] ?? '');
  return isOurs && (begunMs === null || nowMs - begunMs >= restartPatienceMs);
}

/** A generation that is there already stays: newer ones are brought by the rotation, which proves each. */
function nameToAttach({ name }: ManagedKeyPair, { keyPairName }: Observed, { currentOf }: Moment): string {
  if (keyPairName && isGenerationOf(name, keyPairName)) return keyPairName;
  return currentOf?.(name) ?? name;
}

const PASSING = ['Pending', 'Starting', 'Stopping', 'Resetting', 'Upgrading'];

function findMisfit({ status }: Observed): LeaveCode | null {
  if (status === 'Running' || status === 'Stopped') return null;
  return PASSING.includes(status) ? 'NotYet' : 'IncorrectInstanceStatus';
}

/** Creation times are to the minute, cut off; a clock that is behind makes nothing old. */
function isYoung({ newWithinMs }: ManagedKeyPair, { createdMs }: Observed, nowMs: number): boolean {
  return createdMs !== null && nowMs - createdMs <= newWithinMs;
}

type AttachParts = Omit<AttachDecision, 'do' | 'verify' | 'ifAttached' | 'replaces'> & { observed: Observed };

/** Where nothing comes into force now, nothing can be proven now. */
function attach({ observed, ...parts }: AttachParts): AttachDecision {
  const { keyPair, takeEffect } = parts;
  const verify = takeEffect === 'onNextStart' ? ({ by: 'none' } as const) : keyPair.verify;
  const replaces = isForeign(keyPair, observed) ? (observed.keyPairName ?? null) : null;
  const ifAttached = isTagged(observed) ? 'replace' : keyPair.ifAttached;
  return { do: 'attach', ...parts, verify, ifAttached, replaces };
}

import type { Generation, Ledger } from '../../ledger/ledger.ts';
import type { Sighting } from '../../products/sighting.ts';
import { keyOf } from '../../products/sighting.ts';
import { taggedMs } from '../../restart/tag.ts';
import type { Journal } from '../journal.ts';
import type { Problem } from '../problem.ts';
import { isMarkedLong } from '../state/marks.ts';
import { isBackwards, type Phase, whyNotBegin } from '../state/phase.ts';
import { readProof } from '../state/proof-mark.ts';
import { type Survey, standing } from '../state/survey.ts';

/** One thing that is not as it should be. */
export interface Cause {
  /** One of ours, a step's, or the cloud's own. */
  readonly code: string;
  readonly message: string;
  /** ISO 8601; null where it is not known. */
  readonly since: string | null;
  /** What to do. */
  readonly mend: string;
  /** It does not go on by itself. */
  readonly isStuck: boolean;
}

/** What there is to judge a rotation by. */
export interface Symptoms {
  readonly keyPair: string;
  readonly ledger: Ledger;
  readonly phase: Phase;
  readonly problem: Problem | null;
  readonly seen: Survey;
  /** When the next rotation is due, epoch milliseconds; null while it cannot be told. */
  readonly dueMs: number | null;
  readonly journal: Journal;
  readonly nowMs: number;
}

/** Instances may still take a key that was revoked. */
export const REVOKE_UNFINISHED = 'RevokeUnfinished';

/** A rotation that was not promoted after this long does not get there by itself. */
const STUCK_MS = 86_400_000;

/** All that is wrong, the gravest first. Does no I/O. */
export function findCauses(symptoms: Symptoms): Cause[] {
  const found = [
    problemOf,
    blockOf,
    oldOf,
    leakOf,
    strandedOf,
    failuresOf,
    keptOf,
    unseenOf,
    lateOf,
    lagOf,
    failOf,
  ].flatMap((find) => find(symptoms) ?? []);
  return found.toSorted((a, b) => Number(b.isStuck) - Number(a.isStuck));
}

type Find = (symptoms: Symptoms) => Cause | readonly Cause[] | null;

const WAIT = 'nothing: the next tick tries again';

const at = (ms: number | null | undefined) => (ms == null || !Number.isFinite(ms) ? null : new Date(ms).toISOString());

const problemOf: Find = ({ problem }) => {
  if (!problem) return null;
  const { code, message, kind } = problem;
  const isStuck = kind !== 'passing';
  return { code, message, since: null, mend: isStuck ? 'what the message says' : WAIT, isStuck };
};

const blockOf: Find = ({ keyPair, ledger, phase, problem }) => {
  if (phase !== 'blocked' || problem?.kind === 'blocking') return null;
  if (ledger.pending) {
    const message = 'an instance did not let the new key in: roll back';
    const mend = `keyfleet rotation rollback --key-pair ${keyPair}`;
    return { code: 'NewKeyRefused', message, since: at(ledger.blockedSinceMs), mend, isStuck: true };
  }
  const mend = 'bring the instances that lag back, or tag them keyfleet:ignore';
  return { code: 'TooManyGenerations', message: whyNotBegin(ledger) ?? '', since: null, mend, isStuck: true };
};

const oldOf: Find = ({ keyPair, ledger, phase, problem, nowMs }) => {
  const { pending } = ledger;
  const sinceMs = pending?.storedMs ?? nowMs;
  if (!pending || problem || phase === 'blocked' || nowMs - sinceMs <= STUCK_MS || isBackwards(ledger)) return null;
  const mend = `see which instances are pending; keyfleet rotation rollback --key-pair ${keyPair} withdraws it`;
  return {
    code: 'NotPromoted',
    message: 'the new key is not promoted after a day',
    since: at(sinceMs),
    mend,
    isStuck: true,
  };
};

const leakOf: Find = ({ keyPair, ledger, seen }) =>
  ledger.generations
    .filter(({ isRevoked }) => isRevoked)
    .flatMap((generation) => {
      const takers = findTakers(generation, ledger, { seen, keyPair });
      if (takers.length === 0) return [];
      const message = `${takers.length} may still take ${generation.name}, which was revoked: ${listIds(takers)}`;
      const sinceMs = Math.min(...generation.labels.map(({ atMs }) => atMs));
      const mend = 'start them, or see to their agents; what is ignored or excluded, take the key out of by hand';
      return [{ code: REVOKE_UNFINISHED, message, since: at(sinceMs), mend, isStuck: false }];
    });

/** Instances that carry the generation; and until it was swept, or where that is noted, those that may have it inside. */
function findTakers(
  generation: Generation,
  { current, pending, retained }: Ledger,
  { seen, keyPair }: Pick<Symptoms, 'seen' | 'keyPair'>,
): Sighting[] {
  const place = retained.find((one) => one.generation === generation);
  const isInUse = generation === current || generation === pending;
  const isKept = (one: Sighting) => seen.standings.get(keyOf(one))?.code === 'KeepsOldKey';
  const isOpen = isInUse || place?.isSwept === false;
  const reached = new Set(isOpen ? standing(seen, 'verified', 'pending', 'failing', 'unseen') : []);
  const left = new Set(standing(seen, 'foreign', 'ignored', 'excluded', 'unattached'));
  return seen.sightings.filter(
    (one) =>
      one.observed.keyPairName === generation.name ||
      (place && isKept(one)) ||
      reached.has(one) ||
      (left.has(one) && wasProvenBefore(generation, one, keyPair)),
  );
}

/** Whether an instance was last looked into while the generation was good, and could have it inside since. */
function wasProvenBefore({ madeMs, labels }: Generation, { observed }: Sighting, keyPair: string): boolean {
  const provenMs = readProof(observed, keyPair)?.provenMs;
  return provenMs !== undefined && provenMs >= (madeMs ?? 0) && labels.some(({ atMs }) => provenMs <= atMs);
}

const MOST_NAMED = 10;

function listIds(sightings: readonly Sighting[]): string {
  const named = sightings.slice(0, MOST_NAMED).map(({ observed }) => observed.instanceId);
  const more = sightings.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** An instance that has been away for longer than a restart takes. */
const strandedOf: Find = ({ seen, nowMs }) =>
  seen.sightings
    .filter((sighting) => isMarkedLong(sighting, nowMs))
    .map(({ observed }) => {
      const since = at(taggedMs(observed) ?? 0);
      const message = `${observed.instanceId}: its restart began ${since}, and it is ${observed.status} and not proven`;
      return {
        code: 'RestartStranded',
        message,
        since,
        mend: 'look at it in the console; each tick tries to start it',
        isStuck: false,
      };
    });

/** One of each kind, with how many there are. */
const failuresOf: Find = ({ journal }) => {
  const byCode = new Map(
    journal
      .failures()
      .toReversed()
      .map((entry) => [entry.code, entry]),
  );
  return [...byCode.values()].toReversed().map(({ instanceId, code, message, at: since }) => {
    const more = journal.failures().filter((entry) => entry.code === code && entry.instanceId !== instanceId).length;
    const others = more > 0 ? `; ${more} more alike` : '';
    return { code, message: `${instanceId}: ${code}, ${message}${others}`, since, mend: WAIT, isStuck: false };
  });
};

const keptOf: Find = ({ journal }) =>
  journal.kept.map(({ keyPairName, reason }) => {
    const mend = 'have nothing name it any more';
    return {
      code: 'KeyPairKept',
      message: `key pair ${keyPairName} is kept: ${reason}`,
      since: null,
      mend,
      isStuck: false,
    };
  });

const unseenOf: Find = ({ seen }) => {
  const vague = standing(seen, 'unseen');
  const parts = [...seen.unlisted, ...(vague.length > 0 ? [listIds(vague)] : [])];
  if (parts.length === 0) return null;
  return { code: 'NotSeen', message: `not seen: ${parts.join('; ')}`, since: null, mend: WAIT, isStuck: false };
};

const lateOf: Find = ({ ledger, phase, dueMs, nowMs }) => {
  if (dueMs === null || dueMs > nowMs || ledger.pending || phase === 'notStarted') return null;
  return {
    code: 'RotationLate',
    message: 'the next rotation is due, and has not begun',
    since: at(dueMs || null),
    mend: WAIT,
    isStuck: false,
  };
};

const lagOf: Find = ({ ledger, seen }) => {
  const lagging = standing(seen, 'lagging');
  if (lagging.length === 0) return null;
  const times = ledger.retained.flatMap(({ isSwept, generation }) =>
    isSwept ? generation.labels.map(({ atMs }) => atMs) : [],
  );
  const mend = 'start them, or see to their agents: each is finished when it comes back';
  const message = `${lagging.length} cannot be reached: ${listIds(lagging)}`;
  return { code: 'InstancesLag', message, since: at(Math.min(...times)), mend, isStuck: false };
};

/** They are not waited for, and keep what they have. */
const failOf: Find = ({ seen }) => {
  const failing = standing(seen, 'failing');
  const [first] = failing;
  if (!first) return null;
  const why = seen.standings.get(keyOf(first))?.message ?? '';
  const message = `${failing.length} failed again and again: ${listIds(failing)}; of the first: ${why}`;
  const mend = 'see to what the code says; each is tried again after a while, the longer the more often it failed';
  return { code: 'InstancesFail', message, since: null, mend, isStuck: false };
};

import type { Sighting } from '../fleet/match.ts';
import { taggedMs } from '../restart/tag.ts';
import type { Journal } from './journal.ts';
import type { Ledger } from './ledger.ts';
import { isMarkedLong } from './marked.ts';
import { isBackwards, type Phase, whyNotBegin } from './phase.ts';
import { type Survey, standing } from './survey.ts';
import type { Outcome } from './tick.ts';

/** How a rotation does: `attention` is overdue, lagging or hindered; `stuck` does not go on by itself. */
export interface Condition {
  readonly health: 'fine' | 'attention' | 'stuck';
  /** Why it is stuck or hindered; null when it is not. */
  readonly reason: string | null;
}

/** What there is to judge it by. */
export interface Symptoms {
  readonly ledger: Ledger;
  readonly phase: Phase;
  readonly problem: Outcome['problem'];
  readonly seen: Survey;
  /** When the next rotation is due, epoch milliseconds; null while it cannot be told. */
  readonly dueMs: number | null;
}

/** A rotation that was not promoted after this long does not get there by itself. */
const STUCK_MS = 86_400_000;

export function judgeHealth(symptoms: Symptoms, journal: Journal, nowMs: number): Condition {
  const stuck = whyStuck(symptoms, nowMs);
  if (stuck !== null) return { health: 'stuck', reason: stuck };
  const { ledger, phase, problem, seen, dueMs } = symptoms;
  const hindrance = describeProblem(problem) ?? describeStranded(seen, nowMs) ?? describeLeaked(ledger, seen);
  const [first] = journal.failures();
  const [kept] = journal.kept;
  const isOverdue = dueMs !== null && dueMs <= nowMs && ledger.pending === null && phase !== 'notStarted';
  const isAttention =
    hindrance !== null ||
    isOverdue ||
    kept !== undefined ||
    seen.unlisted.length > 0 ||
    standing(seen, 'lagging').length > 0 ||
    journal.failures().some(({ step }) => step === 'restart');
  const failure = first ? `${first.instanceId}: ${first.code}, ${first.message}` : null;
  const keeping = kept ? `key pair ${kept.keyPairName} is kept: ${kept.reason}` : null;
  return { health: isAttention ? 'attention' : 'fine', reason: hindrance ?? failure ?? keeping };
}

function whyStuck({ ledger, phase, problem }: Symptoms, nowMs: number): string | null {
  const { pending } = ledger;
  if (phase === 'blocked') {
    return pending ? 'an instance did not let the new key in: roll back' : (whyNotBegin(ledger) ?? '');
  }
  if (problem) return problem.isBlocking ? describeProblem(problem) : null;
  const isOld = pending !== null && nowMs - (pending.storedMs ?? nowMs) > STUCK_MS;
  return isOld && !isBackwards(ledger) ? 'the new key is not promoted after a day' : null;
}

const describeProblem = (problem: Outcome['problem']) => problem && `${problem.code}: ${problem.message}`;

/** An instance that has been away for longer than a restart takes. */
function describeStranded({ sightings }: Survey, nowMs: number): string | null {
  const one = sightings.find((sighting) => isMarkedLong(sighting, nowMs));
  return one ? describeAway(one) : null;
}

function describeAway({ observed }: Sighting): string {
  const since = new Date(taggedMs(observed) ?? 0).toISOString();
  return `${observed.instanceId}: its restart began ${since}, and it is ${observed.status} and not proven`;
}

/** Those that lag are finished when they come back; these never are. */
function describeLeaked({ generations }: Ledger, seen: Survey): string | null {
  const revoked = new Set(generations.filter(({ isRevoked }) => isRevoked).map(({ name }) => name));
  const left = standing(seen, 'excluded', 'ignored').filter(({ observed }) => revoked.has(observed.keyPairName ?? ''));
  return left.length > 0 ? `${left.length} excluded or ignored still carry a key that was revoked` : null;
}

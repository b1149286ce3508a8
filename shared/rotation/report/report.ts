import type { Generation, Ledger } from '../../ledger/ledger.ts';
import type { ProductName } from '../../products/product.ts';
import type { Sighting } from '../../products/sighting.ts';
import { keyOf } from '../../products/sighting.ts';
import type { Entry } from '../journal.ts';
import type { KeptKeyPair } from '../key-pair-users.ts';
import { type Counts, dueMs, type Phase, phaseOf } from '../state/phase.ts';
import type { StandingName } from '../state/standing.ts';
import { countStandings, type Survey } from '../state/survey.ts';
import type { Outcome } from '../tick.ts';
import type { Means } from '../tick-context.ts';
import type { Forecast } from './forecast.ts';
import { type Condition, judgeHealth } from './health.ts';
import type { RotationRecord } from './record.ts';

/** One instance and where it stands. */
export interface Standpoint {
  readonly product: ProductName;
  readonly regionId: string | null;
  readonly instanceId: string;
  readonly keyPairName: string | null;
  readonly code: string;
  readonly message: string;
}

/** Where one key pair's rotation stands. Holds nothing secret. */
export interface RotationStatus extends Condition {
  readonly keyPair: string;
  readonly phase: Phase;
  readonly current: string | null;
  readonly pending: string | null;
  readonly generations: readonly { readonly name: string; readonly stages: readonly string[] }[];
  /** Whole seconds since the current key was made; null of generation 0. */
  readonly currentAgeSeconds: number | null;
  /** ISO 8601; null while it cannot be told. */
  readonly nextDue: string | null;
  readonly next: string;
  readonly counts: Counts;
  readonly instances: Readonly<Partial<Record<StandingName, readonly Standpoint[]>>>;
  /** Products and regions that could not be listed. */
  readonly unlisted: readonly string[];
  /** ISO 8601: when a follow-up goes on with instances that are away; absent where none was arranged. */
  readonly followUp?: string;
  /** What this tick did, instance by instance; empty of a status. */
  readonly changes: readonly Entry[];
  /** Old key pairs that are deleted when nothing names them any more; absent where there is none. */
  readonly kept?: readonly KeptKeyPair[];
  /** Of a dry run: what would be brought about. */
  readonly forecast?: Forecast;
  /** Of a rotation that this tick finished, or that was asked for. */
  readonly record?: RotationRecord;
}

/** The answer to any request. */
export interface RotationReport {
  readonly requestId: string;
  readonly action: string;
  readonly dryRun: boolean;
  /** Of an event: those that it gave reason to tick for. */
  readonly keyPairs: readonly RotationStatus[];
  /** Of an event: why what it said was no reason, or not yet; each once. Elsewhere than at home: where it is done. */
  readonly reasons?: readonly string[];
  /** The region where rotations are done, when it is not this function's; absent at home. */
  readonly home?: string;
}

/** Says where a rotation stands after a tick, or as it was found. */
export function toStatus(
  { ledger, seen, tools, problem }: Outcome,
  means: Means,
  firstMs: number | null = null,
): RotationStatus {
  const { keyPair, rotation, clock } = means;
  const survey: Survey = seen ?? { sightings: [], standings: new Map(), unlisted: [] };
  const counts = countStandings(survey);
  const isBlocked = problem?.kind === 'blocking';
  const phase = isBlocked ? 'blocked' : phaseOf(ledger, counts, clock.now());
  const due =
    ledger.generations.length === 0 && firstMs === null ? null : dueMs(ledger, keyPair.name, rotation, firstMs);
  const { kept } = tools.journal;
  const isOnlyKept = kept.length > 0 && counts.lagging === 0 && phase === 'lagging';
  const followUpMs = tools.followUp.atMs();
  const sight = { ledger, phase, problem, seen: survey, dueMs: due };
  const condition = judgeHealth({ keyPair: keyPair.name, ...sight, journal: tools.journal, nowMs: clock.now() });
  return {
    keyPair: keyPair.name,
    phase,
    ...condition,
    current: ledger.current?.name ?? null,
    pending: ledger.pending?.name ?? null,
    generations: ledger.generations.map(({ name, stages }) => ({ name, stages })),
    currentAgeSeconds: ageOf(ledger.current, clock.now()),
    nextDue: due === null || due === 0 ? null : new Date(due).toISOString(),
    next: isBlocked ? NEXT_BLOCKED : isOnlyKept ? NEXT_KEPT : nextOf(ledger, phase, due),
    counts,
    instances: listStandpoints(survey),
    unlisted: survey.unlisted,
    ...(followUpMs !== null && { followUp: new Date(followUpMs).toISOString() }),
    changes: tools.journal.entries,
    ...(kept.length > 0 && { kept }),
  };
}

const NEXT_BLOCKED = 'an operator mends what the reason says';
const NEXT_KEPT = 'delete the old key pair when nothing names it any more';

const ageOf = (current: Generation | null, nowMs: number) =>
  current?.madeMs == null ? null : Math.max(0, Math.floor((nowMs - current.madeMs) / 1000));

function nextOf(ledger: Ledger, phase: Phase, due: number | null): string {
  const until = Math.min(...ledger.retained.filter(({ isSwept }) => !isSwept).map(({ untilMs }) => untilMs));
  const texts: Readonly<Record<Phase, string>> = {
    notStarted:
      due === null ? 'the first rotation begins when it is due or asked for' : `the first rotation is due ${at(due)}`,
    creating: 'store the key that was announced',
    adding: 'bring the new key to the instances that are pending',
    promoting: 'make the new key the current one',
    rollingBack: 'bring the key before back to the instances that are pending',
    blocked: ledger.pending ? 'an operator rolls back' : `${LAGGARDS}; none begins before`,
    grace: `take the old key away after ${at(until)}`,
    retiring: 'take the old key away',
    lagging: LAGGARDS,
    idle: due === null ? 'nothing' : `the next rotation is due ${at(due)}`,
  };
  return texts[phase];
}

const LAGGARDS = 'finish the instances that lag when they come back';

const at = (ms: number) => (Number.isFinite(ms) && ms > 0 ? new Date(ms).toISOString() : 'now');

function listStandpoints({ sightings, standings }: Survey) {
  const lists: Partial<Record<StandingName, Standpoint[]>> = {};
  for (const sighting of sightings) {
    const where = standings.get(keyOf(sighting));
    if (!where) continue;
    const list = lists[where.name] ?? [];
    list.push(toStandpoint(sighting, where));
    lists[where.name] = list;
  }
  return lists;
}

function toStandpoint(
  { product, regionId, observed }: Sighting,
  { code, message }: { code: string; message: string },
): Standpoint {
  const { instanceId, keyPairName = null } = observed;
  return { product, regionId, instanceId, keyPairName, code, message };
}

/** What the log says of a report: counts, and what did not go well. */
export function summarizeRotation({ action, dryRun, keyPairs, reasons, home }: RotationReport): object {
  return {
    action,
    dryRun,
    reasons,
    home,
    keyPairs: keyPairs.map(
      ({ keyPair, phase, health, reason, causes, current, pending, counts, followUp, changes, kept, record }) => ({
        keyPair,
        phase,
        health,
        reason,
        causes,
        current,
        pending,
        counts,
        followUp,
        changes,
        kept,
        record,
      }),
    ),
  };
}

import type { RotationReport, RotationStatus } from '../../shared/rotation/report/report.ts';
import type { Phase } from '../../shared/rotation/state/phase.ts';
import type { Answer } from '../call/post.ts';
import { parseJson } from '../call/request.ts';
import { parseRotation } from '../report/parse-rotation.ts';

/** Ticks in a row that got nothing further before giving up, and how long to wait before each of them. */
const PATIENCE = 3;
const PAUSE_MS = 20_000;
/** Between looks at what the function goes on with by itself. */
const MIN_LOOK_MS = 1_000;

/** Whether an answer is of a rotation that has something left to do now. */
export function isUnsettled(answer: Answer): boolean {
  return reportIn(answer)?.keyPairs.some(({ phase }) => UNDER_WAY.includes(phase)) ?? false;
}

/** Phases in which a tick has something to do now, and goes on with what was begun. */
const UNDER_WAY: readonly Phase[] = ['creating', 'adding', 'promoting', 'rollingBack', 'retiring'];

/** What can be asked for between. */
export type Asks = {
  readonly tick: () => Promise<Answer>;
  /** Changes nothing. */
  readonly look: () => Promise<Answer>;
};

export type SettleOptions = {
  /** Receives a line for people now and then. */
  readonly tell: (text: string) => void;
  readonly sleep: (ms: number) => Promise<void>;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

/**
 * Makes a call about one key pair, and then ticks until its rotation has nothing more to do for now: it is in its grace,
 * done, lagging or blocked. Where a tick has left restarts to a follow-up, it looks on instead. It also ends when an
 * answer is no report, when it is stuck, or when several ticks in a row got nothing further. Returns one answer for all.
 */
export async function callUntilSettled(
  call: () => Promise<Answer>,
  { tick, look }: Asks,
  { tell, sleep, now }: SettleOptions,
): Promise<Answer> {
  let answer = await call();
  let report = reportIn(answer);
  let lookMs = report ? untilFollowUp(report, now()) : null;
  for (let [idle, still] = [0, 0]; report; ) {
    const [status] = report.keyPairs;
    if (!status || !isUnderWay(status, now())) break;
    tell(describe(status));
    const isLook = lookMs !== null && still < PATIENCE;
    if (isLook || idle > 0) await sleep(isLook && lookMs !== null ? lookMs : PAUSE_MS);
    const later = await (isLook ? look : tick)();
    const next = reportIn(later);
    if (!next) return later;
    const isFurther = markOf(next) !== markOf(report);
    if (isFurther) [idle, still] = [0, 0];
    else if (isLook) still++;
    else [idle, still] = [idle + 1, 0];
    if (!isLook) lookMs = untilFollowUp(next, now());
    // As long as a tick has another one follow, it is not the last word.
    if (lookMs !== null && !isLook) idle = 0;
    report = merge(report, next);
    answer = { ...later, body: JSON.stringify(report) };
    if (idle < PATIENCE) continue;
    tell(`nothing further in ${PATIENCE} ticks; those of the timer go on`);
    break;
  }
  return answer;
}

/** How long to wait for what a follow-up brings, in milliseconds; null when none comes. */
function untilFollowUp({ keyPairs: [status] }: RotationReport, nowMs: number): number | null {
  if (status?.followUp === undefined) return null;
  return Math.min(PAUSE_MS, Math.max(0, Date.parse(status.followUp) - nowMs) + MIN_LOOK_MS);
}

const reportIn = ({ status, body }: Answer) => (status < 400 ? parseRotation(parseJson(body)) : null);

/** A tick may begin a rotation that is due, unless one is on its way; and that is not what was asked for. */
function isUnderWay({ phase, health, nextDue }: RotationStatus, nowMs: number): boolean {
  const mayBegin = phase === 'retiring' && nextDue !== null && Date.parse(nextDue) <= nowMs;
  return UNDER_WAY.includes(phase) && health !== 'stuck' && !mayBegin;
}

function describe({ keyPair, phase, counts, reason }: RotationStatus): string {
  const { verified, pending, lagging, unseen } = counts;
  const done = `${verified} of ${verified + pending + lagging + unseen} verified`;
  return `${keyPair}: ${phase}, ${done}${reason === null ? '' : ` (${reason})`}`;
}

/** What changes when something got further. */
function markOf({ keyPairs }: RotationReport): string {
  return JSON.stringify(keyPairs.map(({ phase, counts, generations }) => [phase, counts, generations]));
}

/** What an earlier tick did stays said. */
function merge(earlier: RotationReport, later: RotationReport): RotationReport {
  const keyPairs = later.keyPairs.map((status) => {
    const before = earlier.keyPairs.find(({ keyPair }) => keyPair === status.keyPair);
    const record = status.record ?? before?.record;
    return { ...status, changes: [...(before?.changes ?? []), ...status.changes], ...(record && { record }) };
  });
  return { ...later, action: earlier.action, keyPairs };
}

import { PROBE_MS, type Quota } from './rate.ts';

export const START_QUOTA: Quota = { perSecond: 20, burst: 8 };
const MIN_PER_SECOND = 0.2;
const MAX_PER_SECOND = 1_000;
/** The first throttle ends the doubling, which has gone too far by up to twice. */
const FIRST_CUT = 0.5;
const CUT = 0.85;
const CUT_INTERVAL_MS = 500;
const FIRST_GROWTH = { times: 2, plus: 0 };
/** Growth a second after the first throttle, and in windows, which have room for more when they open. */
const GROWTH = { times: 1.02, plus: 0.2 };
/** After so many cuts the limit is known: gentler, because the next to meet it may be another caller. */
const KNOWN_AFTER_CUTS = 3;
const GENTLE_GROWTH = { times: 1.01, plus: 0.1 };
const ESTIMATE_MS = 2_000;
/** Refused for longer than this, the quota is a window: ask once in a while until it opens. */
const WINDOW_MS = 2_000;
/** Asked once it is known to be a window. A window's opening is noticed half of this late, and each asking is a call. */
const WINDOW_PROBE_MS = 1_300;

/** What is known of an operation's limit. Moments are milliseconds since the epoch; null is not yet. */
export interface Learning {
  readonly perSecond: number;
  /** How the rate grows in a second without a throttle. */
  readonly growth: { readonly times: number; readonly plus: number };
  readonly firstMs: number | null;
  readonly grownMs: number | null;
  readonly cutMs: number | null;
  readonly cuts: number;
  /** No call is started before. */
  readonly pausedUntilMs: number;
  /** Throttles since the last call that was let in. */
  readonly throttlesInRow: number;
  readonly refusedSinceMs: number;
  readonly lastThrottleMs: number | null;
  /** It refuses everything until its window ends. */
  readonly isWindowed: boolean;
  /** When calls were let in, of late. */
  readonly admissions: readonly number[];
}

export const untaught: Learning = {
  perSecond: START_QUOTA.perSecond,
  growth: FIRST_GROWTH,
  firstMs: null,
  grownMs: null,
  cutMs: null,
  cuts: 0,
  pausedUntilMs: 0,
  throttlesInRow: 0,
  refusedSinceMs: 0,
  lastThrottleMs: null,
  isWindowed: false,
  admissions: [],
};

/** The limit was met before, and calls are let in. */
export function isSteady({ lastThrottleMs, throttlesInRow, isWindowed }: Learning): boolean {
  return lastThrottleMs !== null && throttlesInRow === 0 && !isWindowed;
}

/** A call is started. After a throttle it is a probe, and the next one waits for what it brings. */
export function noteStart(before: Learning, nowMs: number): Learning {
  const pausedUntilMs = before.throttlesInRow > 0 ? nowMs + probeMs(before) : before.pausedUntilMs;
  return { ...before, firstMs: before.firstMs ?? nowMs, pausedUntilMs };
}

/** A call was let in. */
export function noteAdmission(before: Learning, nowMs: number): Learning {
  return {
    ...before,
    perSecond: grow(before, nowMs),
    grownMs: nowMs,
    pausedUntilMs: before.throttlesInRow > 0 ? nowMs : before.pausedUntilMs,
    throttlesInRow: 0,
    admissions: [...lately(before, nowMs), nowMs],
  };
}

/** A call was throttled that was started before the last throttle: it says nothing new of the limit. */
export function noteLateThrottle(before: Learning, nowMs: number, retryAfterMs: number | null): Learning {
  const askedMs = retryAfterMs === null ? 0 : nowMs + retryAfterMs;
  return { ...before, grownMs: nowMs, pausedUntilMs: Math.max(before.pausedUntilMs, askedMs) };
}

/** When a call was throttled, and for how long the cloud asks to wait, if it does. */
export interface Throttle {
  readonly nowMs: number;
  readonly retryAfterMs: number | null;
  /** At least 0, below 1: spreads the next tries of several callers. */
  readonly chance: number;
}

/** A call was throttled. */
export function noteThrottle(before: Learning, { nowMs, retryAfterMs, chance }: Throttle): Learning {
  const isFirst = before.throttlesInRow === 0;
  const after = isFirst ? { ...cut(before, nowMs), refusedSinceMs: nowMs } : before;
  const isWindowed = after.isWindowed || nowMs - after.refusedSinceMs > WINDOW_MS;
  const waitMs = spacingMs({ ...after, isWindowed }) * (0.9 + 0.2 * chance);
  return {
    ...after,
    grownMs: nowMs,
    throttlesInRow: after.throttlesInRow + 1,
    lastThrottleMs: nowMs,
    isWindowed,
    growth: after.cuts < KNOWN_AFTER_CUTS || isWindowed ? GROWTH : GENTLE_GROWTH,
    pausedUntilMs: nowMs + Math.max(retryAfterMs ?? 0, waitMs),
  };
}

const probeMs = ({ isWindowed }: Learning) => (isWindowed ? WINDOW_PROBE_MS : PROBE_MS);

/** How long nothing is asked: doubled with every throttle in a row, up to a probe's distance. */
function spacingMs({ isWindowed, perSecond, throttlesInRow }: Learning): number {
  return isWindowed ? WINDOW_PROBE_MS : Math.min(PROBE_MS, (1000 / perSecond) * 2 ** throttlesInRow);
}

function grow({ perSecond, growth, grownMs }: Learning, nowMs: number): number {
  const seconds = Math.min(1, (nowMs - (grownMs ?? nowMs)) / 1000);
  const grown = Math.max(perSecond * growth.times ** seconds, perSecond + growth.plus * seconds);
  return Math.min(MAX_PER_SECOND, grown);
}

function cut(before: Learning, nowMs: number): Learning {
  const { perSecond, cutMs, firstMs, lastThrottleMs } = before;
  if (cutMs !== null && nowMs - cutMs < CUT_INTERVAL_MS) return before;
  const isEarly = firstMs !== null && nowMs - firstMs < ESTIMATE_MS;
  const seen = (lately(before, nowMs).length * 1000) / ESTIMATE_MS;
  const sustained = isEarly ? perSecond : Math.min(perSecond, seen);
  const factor = lastThrottleMs === null ? FIRST_CUT : CUT;
  return { ...before, cutMs: nowMs, cuts: before.cuts + 1, perSecond: Math.max(MIN_PER_SECOND, sustained * factor) };
}

function lately({ admissions }: Learning, nowMs: number): readonly number[] {
  const first = admissions.findIndex((atMs) => atMs >= nowMs - ESTIMATE_MS);
  return first < 0 ? [] : admissions.slice(first);
}

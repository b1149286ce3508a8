import { createBucket } from './bucket.ts';
import { createGroup } from './call-group.ts';
import { PROBE_MS, type Quota, type Rate } from './rate.ts';

const START: Quota = { perSecond: 20, burst: 8 };
const MIN_PER_SECOND = 0.2;
const MAX_PER_SECOND = 1_000;
/** The first throttle ends the doubling, which has gone too far by up to twice. */
const FIRST_CUT = 0.5;
const CUT = 0.85;
const CUT_INTERVAL_MS = 500;
const FIRST_GROWTH = { times: 2, plus: 0 };
/** Growth a second after the first throttle, and in windows, which have room for more when they open. */
const GROWTH = { times: 1.02, plus: 0.2 };
/** So many cuts, and the limit is known: gentler, because whoever meets it next may be another. */
const KNOWN_AFTER_CUTS = 3;
const GENTLE_GROWTH = { times: 1.01, plus: 0.1 };
const ESTIMATE_MS = 2_000;
/** Refused for longer than this, the quota is a window: ask once in a while until it opens. */
const WINDOW_MS = 2_000;
/** Asked once it is known to be a window. A window's opening is noticed half of this late, and each asking is a call. */
const WINDOW_PROBE_MS = 1_300;

/** A rate that is learnt. */
export function learnRate(random: () => number): Rate {
  const bucket = createBucket(START);
  const group = createGroup();
  const admissions: number[] = [];
  let growth = FIRST_GROWTH;
  let grownMs = Number.NaN;
  let firstMs = Number.NaN;
  let cutMs = Number.NEGATIVE_INFINITY;
  let cuts = 0;
  let pausedUntilMs = 0;
  let throttlesInRow = 0;
  let lastThrottleMs = Number.NEGATIVE_INFINITY;
  let refusedSinceMs = 0;
  let windowed = false;

  const probeMs = () => (windowed ? WINDOW_PROBE_MS : PROBE_MS);
  const isSteady = () => lastThrottleMs > 0 && throttlesInRow === 0 && !windowed;
  const recent = (nowMs: number) => {
    while ((admissions[0] ?? nowMs) < nowMs - ESTIMATE_MS) admissions.shift();
    return (admissions.length * 1000) / ESTIMATE_MS;
  };
  const grow = (nowMs: number) => {
    const seconds = Math.min(1, (nowMs - (Number.isNaN(grownMs) ? nowMs : grownMs)) / 1000);
    grownMs = nowMs;
    const perSecond = bucket.perSecond();
    const grown = Math.max(perSecond * growth.times ** seconds, perSecond + growth.plus * seconds);
    bucket.setPerSecond(Math.min(MAX_PER_SECOND, grown), nowMs);
  };
  const cut = (nowMs: number) => {
    if (nowMs - cutMs < CUT_INTERVAL_MS) return;
    cutMs = nowMs;
    cuts++;
    const sustained = nowMs - firstMs < ESTIMATE_MS ? bucket.perSecond() : Math.min(bucket.perSecond(), recent(nowMs));
    const factor = lastThrottleMs === Number.NEGATIVE_INFINITY ? FIRST_CUT : CUT;
    bucket.setPerSecond(Math.max(MIN_PER_SECOND, sustained * factor), nowMs);
  };
  return {
    nextMs: (nowMs) => Math.max(pausedUntilMs, bucket.nextMs(nowMs, isSteady() ? group.wanted() : 1)),
    started: (nowMs) => {
      if (Number.isNaN(firstMs)) firstMs = nowMs;
      bucket.take(nowMs);
      group.started();
      if (throttlesInRow > 0) pausedUntilMs = nowMs + probeMs();
    },
    admitted: (nowMs, startedMs) => {
      admissions.push(nowMs);
      group.admitted(startedMs);
      if (throttlesInRow > 0) pausedUntilMs = nowMs;
      throttlesInRow = 0;
      grow(nowMs);
    },
    throttled: (nowMs, startedMs, retryAfterMs) => {
      grownMs = nowMs;
      group.end();
      if (retryAfterMs !== null) pausedUntilMs = Math.max(pausedUntilMs, nowMs + retryAfterMs);
      if (startedMs < lastThrottleMs) return;
      if (throttlesInRow++ === 0) {
        refusedSinceMs = nowMs;
        cut(nowMs);
      }
      lastThrottleMs = nowMs;
      windowed ||= nowMs - refusedSinceMs > WINDOW_MS;
      growth = cuts < KNOWN_AFTER_CUTS || windowed ? GROWTH : GENTLE_GROWTH;
      const spacingMs = windowed
        ? probeMs()
        : Math.min(PROBE_MS, (1000 / bucket.perSecond()) * 2 ** (throttlesInRow - 1));
      pausedUntilMs = nowMs + Math.max(retryAfterMs ?? 0, spacingMs * (0.9 + 0.2 * random()));
      bucket.drain(pausedUntilMs);
    },
  };
}

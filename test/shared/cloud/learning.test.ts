import { describe, expect, it } from 'vitest';
import {
  isSteady,
  type Learning,
  noteAdmission,
  noteLateThrottle,
  noteStart,
  noteThrottle,
  untaught,
} from '../../../shared/cloud/learning.ts';

const NOW = 100_000;
/** A throttle now, with the middle of what chance may do. */
const throttle = (retryAfterMs: number | null = null, nowMs = NOW) => ({ nowMs, retryAfterMs, chance: 0.5 });
/** Calls let in, a tenth of a second apart, the last of them now. */
const admissions = (count: number) => Array.from({ length: count }, (_, at) => NOW - 100 * (count - 1 - at));

type Table = [string, before: Partial<Learning>, after: Partial<Learning>];

describe('a call that is let in', () => {
  it.each<Table>([
    ['doubles the rate in a second before the first throttle', { grownMs: NOW - 1_000 }, { perSecond: 40 }],
    ['grows the rate for one second at most', { grownMs: NOW - 60_000 }, { perSecond: 40 }],
    ['does not grow the rate when it is the first', {}, { perSecond: 20, grownMs: NOW }],
    [
      'grows the rate gently once the limit is known',
      { growth: { times: 1.01, plus: 0.1 }, grownMs: NOW - 1_000, perSecond: 5 },
      { perSecond: 5.1 },
    ],
    ['never brings the rate over 1000 a second', { perSecond: 900, grownMs: NOW - 1_000 }, { perSecond: 1_000 }],
    [
      'ends the pause after a throttle',
      { throttlesInRow: 3, pausedUntilMs: NOW + 900 },
      { throttlesInRow: 0, pausedUntilMs: NOW },
    ],
    ['leaves a pause that no throttle made', { pausedUntilMs: NOW + 900 }, { pausedUntilMs: NOW + 900 }],
    ['is remembered for two seconds', { admissions: [NOW - 2_001, NOW - 2_000] }, { admissions: [NOW - 2_000, NOW] }],
  ])('a call that is let in %s', (_, before, after) => {
    expect(noteAdmission({ ...untaught, ...before }, NOW)).toMatchObject(after);
  });
});

describe('call that starts', () => {
  it.each<Table>([
    ['is remembered when it is the first', {}, { firstMs: NOW, pausedUntilMs: 0 }],
    ['is not remembered when it is a later one', { firstMs: 5 }, { firstMs: 5 }],
    ['is a probe after a throttle, one a second', { throttlesInRow: 1 }, { pausedUntilMs: NOW + 1_000 }],
    [
      'is a probe of a closed window, one in 1.3 s',
      { throttlesInRow: 1, isWindowed: true },
      { pausedUntilMs: NOW + 1_300 },
    ],
  ])('a call that starts %s', (_, before, after) => {
    expect(noteStart({ ...untaught, ...before }, NOW)).toMatchObject(after);
  });
});

describe('a call that is throttled', () => {
  const steady: Partial<Learning> = { firstMs: 0, lastThrottleMs: NOW - 60_000, admissions: admissions(20) };

  it.each<Table>([
    [
      'halves the rate when it is the first, and waits for one spacing',
      { firstMs: NOW - 100 },
      { perSecond: 10, cuts: 1, throttlesInRow: 1, lastThrottleMs: NOW, pausedUntilMs: NOW + 100 },
    ],
    ['cuts a rate by 15 % later', { ...steady, perSecond: 8 }, { perSecond: 6.8 }],
    ['cuts a rate to what was let in of late', { ...steady, perSecond: 100 }, { perSecond: 8.5 }],
    ['does not cut again within half a second', { ...steady, cutMs: NOW - 499, cuts: 1 }, { perSecond: 20, cuts: 1 }],
    ['cuts again after half a second', { ...steady, perSecond: 8, cutMs: NOW - 500, cuts: 1 }, { cuts: 2 }],
    ['does not cut again in a row of throttles', { ...steady, throttlesInRow: 1, refusedSinceMs: NOW }, { cuts: 0 }],
    ['never cuts a rate below one call in 5 s', { ...steady, perSecond: 0.21 }, { perSecond: 0.2 }],
    [
      'doubles its wait with every throttle in a row',
      { ...steady, perSecond: 10, throttlesInRow: 2, refusedSinceMs: NOW },
      { pausedUntilMs: NOW + 400 },
    ],
    [
      'waits for a probe at most',
      { ...steady, perSecond: 10, throttlesInRow: 9, refusedSinceMs: NOW },
      { pausedUntilMs: NOW + 1_000 },
    ],
    [
      'takes the quota for a window when all was refused for more than 2 s',
      { ...steady, throttlesInRow: 1, refusedSinceMs: NOW - 2_001 },
      { isWindowed: true, pausedUntilMs: NOW + 1_300 },
    ],
    [
      'does not take it for a window after 2 s',
      { ...steady, throttlesInRow: 1, refusedSinceMs: NOW - 2_000 },
      { isWindowed: false },
    ],
    ['grows faster before three cuts', { ...steady, cuts: 1 }, { cuts: 2, growth: { times: 1.02, plus: 0.2 } }],
    ['grows gently from three cuts on', { ...steady, cuts: 2 }, { cuts: 3, growth: { times: 1.01, plus: 0.1 } }],
    [
      'grows faster in windows, however many cuts there were',
      { ...steady, cuts: 5, isWindowed: true },
      { growth: { times: 1.02, plus: 0.2 } },
    ],
  ])('a call that is throttled %s', (_, before, after) => {
    const seen = noteThrottle({ ...untaught, ...before }, throttle());
    expect({ ...seen, perSecond: Number(seen.perSecond.toFixed(9)) }).toMatchObject(after);
  });

  it.each([
    [0, 900],
    [0.5, 1_000],
    [1, 1_100],
  ])('spreads its wait by a tenth: by chance %d it is %i ms', (chance, waitMs) => {
    const before = { ...untaught, perSecond: 2, throttlesInRow: 5, refusedSinceMs: NOW };
    const { pausedUntilMs } = noteThrottle(before, { nowMs: NOW, retryAfterMs: null, chance });
    expect(pausedUntilMs - NOW).toBeCloseTo(waitMs);
  });

  it('waits as long as the cloud asks', () => {
    expect(noteThrottle(untaught, throttle(7_000))).toMatchObject({ pausedUntilMs: NOW + 7_000 });
  });

  it('a call that is throttled says nothing new when the call was started before the last throttle, but a longer wait is kept', () => {
    const before = { ...untaught, pausedUntilMs: NOW + 500, throttlesInRow: 1 };
    expect(noteLateThrottle(before, NOW, null)).toEqual({ ...before, grownMs: NOW });
    expect(noteLateThrottle(before, NOW, 100)).toMatchObject({ pausedUntilMs: NOW + 500 });
    expect(noteLateThrottle(before, NOW, 7_000)).toMatchObject({ pausedUntilMs: NOW + 7_000 });
  });
});

describe('operation whose limit was met', () => {
  it.each<[Partial<Learning>, boolean]>([
    [{}, false],
    [{ lastThrottleMs: NOW }, true],
    [{ lastThrottleMs: NOW, throttlesInRow: 1 }, false],
    [{ lastThrottleMs: NOW, isWindowed: true }, false],
  ])('an operation whose limit was met after %j is steady: %s', (known, expected) => {
    expect(isSteady({ ...untaught, ...known })).toBe(expected);
  });
});

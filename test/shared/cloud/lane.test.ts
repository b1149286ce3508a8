import { describe, expect, it, vi } from 'vitest';
import { CloudError } from '../../../shared/cloud/errors.ts';
import { createLane, nextTurn } from '../../../shared/cloud/lane.ts';
import { backoffMs } from '../../../shared/cloud/pace.ts';
import { keepRate } from '../../../shared/cloud/rate.ts';
import { timeRate } from '../../../shared/cloud/timed-rate.ts';
import { createVirtualClock } from '../../virtual-clock.ts';

const NOW = 1_000;

describe('next turn in a lane', () => {
  it.each<[string, deadlines: number[], nextMs: number, late: number[], ask: string]>([
    ['starts the first call when it may start now', [5_000, 6_000], NOW, [], 'start'],
    ['sleeps until the first call may start', [5_000], 1_500, [], 'sleep'],
    ['rests when no call waits', [], NOW, [], 'rest'],
    ['gives up a call whose deadline is now', [NOW, 5_000], NOW, [NOW], 'start'],
    [
      'gives up a call whose turn comes with its deadline, and sleeps for the others',
      [1_500, 1_501],
      1_500,
      [1_500],
      'sleep',
    ],
    ['gives up every call whose turn comes too late, and rests', [1_200, 1_300], 1_500, [1_200, 1_300], 'rest'],
  ])('the next turn in a lane %s', (_, deadlines, nextMs, late, ask) => {
    const turn = nextTurn(
      deadlines.map((deadlineMs) => ({ deadlineMs })),
      NOW,
      nextMs,
    );
    expect(turn).toEqual({ late: late.map((deadlineMs) => ({ deadlineMs })), ask });
  });
});

describe('a call in a lane', () => {
  const clock = createVirtualClock(NOW);
  const lane = () => createLane(clock, () => keepRate({ perSecond: 1, burst: 1 }));
  const over = { fate: 'deadline', code: 'NotStarted' };

  it('a call in a lane is not made when its deadline has come', async () => {
    const call = vi.fn(async () => 'done');
    await expect(clock.run(lane()(clock.now(), call))).rejects.toMatchObject({
      ...over,
      message: 'the invocation ran out of time before this call',
    });
    expect(call).not.toHaveBeenCalled();
  });

  it('a call in a lane that is throttled until its deadline says by what', async () => {
    const facts = { code: 'Throttling.User', message: 'slow down', requestId: 'r-1' };
    const call = () => Promise.reject(new CloudError({ fate: 'throttled', ...facts }));
    await expect(clock.run(lane()(clock.now() + 500, call))).rejects.toMatchObject({
      ...over,
      message: 'throttled (Throttling.User) until time ran out',
      requestId: 'r-1',
    });
  });
});

describe('rate on a clock', () => {
  it.each([
    [-1_001, 2],
    [-1_000, 1],
    [3_600_000, 1],
  ])('a rate on a clock after a jump of %i ms was opened %i times', (jumpMs, times) => {
    let [nowMs, opened] = [10_000, 0];
    const never = { nextMs: () => 0, started: () => {}, admitted: () => {}, throttled: () => {} };
    const clock = { now: () => nowMs, sleep: async () => {}, random: () => 0, during: <T>(work: Promise<T>) => work };
    const rate = timeRate(clock, () => {
      opened++;
      return never;
    });
    nowMs += jumpMs;
    expect(rate.next()).toEqual({ nowMs, nextMs: nowMs });
    expect(opened).toBe(times);
  });
});

describe('backoff after lost answers', () => {
  it.each([
    [0, 500],
    [1, 1_000],
    [2, 2_000],
    [4, 8_000],
    [5, 10_000],
    [50, 10_000],
  ])(
    'the backoff after lost answers of failure %i is at most %i ms, spread evenly down to none',
    (failures, mostMs) => {
      expect(backoffMs(failures, { random: () => 1 - Number.EPSILON })).toBe(mostMs);
      expect(backoffMs(failures, { random: () => 0.5 })).toBe(mostMs / 2);
      expect(backoffMs(failures, { random: () => 0 })).toBe(0);
    },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMeter } from '../../../../../local/cloud/disturbances/quotas/meter.ts';
import type { Quota } from '../../../../../local/cloud/disturbances/quotas/quota.ts';

/** When each call came, and what it was told: 0 for passed, else the wait in milliseconds. */
type Story = readonly (readonly [atMs: number, answer: number])[];

function tell(quota: Quota, story: Story): Story {
  const meter = createMeter(quota);
  return story.map(([atMs]) => [atMs, meter.take(atMs)]);
}

const start = Date.UTC(2026, 0, 1);

describe('token bucket', () => {
  const stories: [quota: Quota, story: Story][] = [
    [
      { rate: 10, burst: 2 },
      [
        [0, 0],
        [0, 0],
        [0, 100],
        [99, 1],
        [100, 0],
        [100, 100],
      ],
    ],
    [
      { rate: 3, burst: 1 },
      [
        [0, 0],
        [333, 1],
        [334, 0],
        [667, 1],
        [668, 0],
      ],
    ],
    [
      { rate: 0.5, burst: 1 },
      [
        [0, 0],
        [1999, 1],
        [2000, 0],
      ],
    ],
    [
      { rate: 1000, burst: 1 },
      [
        [0, 0],
        [0, 1],
        [1, 0],
      ],
    ],
    // A rest fills it to the brim and no further.
    [
      { rate: 1, burst: 2 },
      [
        [0, 0],
        [0, 0],
        [60_000, 0],
        [60_000, 0],
        [60_000, 1000],
      ],
    ],
    // Refused calls cost nothing.
    [
      { rate: 10, burst: 1 },
      [
        [0, 0],
        [50, 50],
        [60, 40],
        [70, 30],
        [100, 0],
      ],
    ],
    // A clock that is set back neither fills the bucket nor empties it.
    [
      { rate: 10, burst: 1 },
      [
        [1000, 0],
        [0, 100],
        [100, 0],
      ],
    ],
  ];
  it.each(stories)('a token bucket of %j', (quota, story) => {
    const shifted = story.map(([atMs, answer]) => [start + atMs, answer] as const);
    expect(tell(quota, shifted)).toEqual(shifted);
  });

  it('a token bucket lets at most burst + rate × time pass, and exactly that when there is always a call', () => {
    const rates = fc.integer({ min: 1, max: 200 });
    // A bucket of one spills what comes between two calls.
    const bursts = fc.integer({ min: 2, max: 200 });
    fc.assert(
      fc.property(rates, bursts, fc.integer({ min: 1, max: 20_000 }), (rate, burst, forMs) => {
        const meter = createMeter({ rate, burst });
        let passed = 0;
        for (let ms = 0; ms <= forMs; ms += 1) while (meter.take(start + ms) === 0) passed += 1;
        expect(passed).toBe(burst + Math.floor((rate * forMs) / 1000));
      }),
      { numRuns: 30 },
    );
  });

  it('passes the call that comes back when it was told to', () => {
    expect.hasAssertions();
    const figures = fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 5 }));
    fc.assert(
      fc.property(figures, fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 30 }), ([rate, burst], gaps) => {
        const meter = createMeter({ rate, burst });
        let nowMs = start;
        for (const gap of gaps) {
          nowMs += gap;
          const waitMs = meter.take(nowMs);
          nowMs += waitMs;
          expect(waitMs > 0 ? meter.take(nowMs) : 0).toBe(0);
        }
      }),
    );
  });
});

describe('fixed window', () => {
  const stories: [quota: Quota, story: Story][] = [
    [
      { limit: 2, windowMs: 1000 },
      [
        [0, 0],
        [1, 0],
        [2, 998],
        [999, 1],
        [1000, 0],
        [1000, 0],
        [1000, 1000],
      ],
    ],
    // It follows the clock and not the first call.
    [
      { limit: 2, windowMs: 1000 },
      [
        [999, 0],
        [999, 0],
        [999, 1],
        [1000, 0],
        [1000, 0],
        [1001, 999],
      ],
    ],
    [
      { limit: 1, windowMs: 60_000 },
      [
        [0, 0],
        [59_999, 1],
        [60_000, 0],
      ],
    ],
    [
      { limit: 1, windowMs: 1000 },
      [
        [0, 0],
        [5000, 0],
        [5000, 1000],
      ],
    ],
  ];
  it.each(stories)('a fixed window of %j', (quota, story) => {
    const shifted = story.map(([atMs, answer]) => [start + atMs, answer] as const);
    expect(tell(quota, shifted)).toEqual(shifted);
  });
});

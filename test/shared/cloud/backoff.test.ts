import { describe, expect, it } from 'vitest';
import { backoffMs } from '../../../shared/cloud/pace.ts';

const after = (failures: number, random: number) => backoffMs(failures, { random: () => random });

describe('the wait before a call is repeated', () => {
  it('doubles with each failure, up to ten seconds', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 50].map((failures) => after(failures, 1))).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000,
    ]);
  });

  it('is spread over all of that time, so that callers who failed together do not come back together', () => {
    expect([0, 0.25, 0.5, 0.999].map((random) => after(2, random))).toEqual([0, 500, 1_000, 1_998]);
  });

  it('is whole milliseconds', () => {
    expect(after(0, 1 / 3)).toBe(167);
  });
});

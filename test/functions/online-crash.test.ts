import { describe, expect, it } from 'vitest';
import { attachOnline, attachOnlineAfterCrash, createKeys, wantedOf } from './online-crash-walk.ts';

/** Every how many points are tried here; the longer suite tries them all. */
const SAMPLE = 15;

describe('an online attach', () => {
  it('leaves the new key beside the old one, and finishes what a killed worker began', async () => {
    expect.hasAssertions();
    const keys = createKeys();
    const { end, points } = await attachOnline(keys);
    expect(end).toEqual(wantedOf(keys));
    for (const point of points.filter((_, at) => at % SAMPLE === 0)) {
      expect({ point, end: await attachOnlineAfterCrash(keys, point) }).toEqual({ point, end: wantedOf(keys) });
    }
  });
});

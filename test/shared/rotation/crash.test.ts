import { describe, expect, it } from 'vitest';
import { walkAfterCrash, walkWhole, wantedEnd } from './crash-walk.ts';

/** Every how many points are tried here; the longer suite tries them all. */
const SAMPLE = 61;

describe('a rotation of a mixed fleet', () => {
  it('ends with the new key alone, and so it does when its worker was killed on the way', async () => {
    const { end, points } = await walkWhole();
    expect(end).toEqual(wantedEnd);
    for (const point of points.filter((_, at) => at % SAMPLE === SAMPLE - 1)) {
      expect({ point, ...(await walkAfterCrash(point)) }).toEqual({ point, ...wantedEnd });
    }
  }, 120_000);
});

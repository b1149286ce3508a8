import { afterAll, describe, expect, it } from 'vitest';
import { toWalks, walkAfterCrash, walkWhole, wantedEnd } from './scenes/crash-walk.ts';
import { closeClouds } from './scenes/scene-cloud.ts';

/** Every which walk is tried here, with a death in each of its ticks; the longer suite tries them all. */
const SAMPLE = 150;

afterAll(closeClouds);

describe('a rotation of a mixed fleet', () => {
  it('that waits for restarts ends with the new key alone', async () => {
    expect((await walkWhole(false)).end).toEqual(wantedEnd);
  });

  it('that leaves restarts to follow-ups does so as well, also when its worker was killed on the way', async () => {
    const { end, points } = await walkWhole(true);
    expect(end).toEqual(wantedEnd);
    for (const deaths of toWalks(points).filter((_, at) => at % SAMPLE === SAMPLE - 1)) {
      expect({ deaths, ...(await walkAfterCrash(deaths, true)).end }).toEqual({ deaths, ...wantedEnd });
    }
  });
});

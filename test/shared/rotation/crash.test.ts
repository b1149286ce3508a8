import { afterAll, describe, expect, it } from 'vitest';
import { toWalks, walkAfterCrash, walkWhole, wantedEnd } from './crash-walk.ts';
import { closeClouds } from './scene-cloud.ts';

/** Every which walk is tried here, with a death in each of its ticks; the longer suite tries them all. */
const SAMPLE = 40;

afterAll(closeClouds);

describe('a rotation of a mixed fleet', () => {
  it.each([
    ['that waits for restarts', false],
    ['that leaves restarts to follow-ups', true],
  ])(
    '%s ends with the new key alone, also when its worker was killed on the way',
    async (_, isCalledAgain) => {
      const { end, points } = await walkWhole(isCalledAgain);
      expect(end).toEqual(wantedEnd);
      for (const deaths of toWalks(points).filter((_death, at) => at % SAMPLE === SAMPLE - 1)) {
        expect({ deaths, ...(await walkAfterCrash(deaths, isCalledAgain)).end }).toEqual({ deaths, ...wantedEnd });
      }
    },
    120_000,
  );
});

import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forEachAtMost } from '../../../shared/lists.ts';
import { rangeOf } from '../../range.ts';
import { toWalks, type WalkPoint, walkAfterCrash, walkWhole, wantedEnd } from './scenes/crash-walk.ts';
import { closeClouds } from './scenes/scene-cloud.ts';

/** Walks side by side: a good part of one is waiting for its guests. */
const AT_ONCE = 5;
/** The walks are shared out to so many tests, whose limits bound a hang and not a slow machine. */
const PARTS = 20;

afterAll(closeClouds);

const ways = [
  ['waits for restarts', false],
  ['leaves restarts to follow-ups', true],
] as const;

describe.each(ways)('a rotation that %s', (_, isCalledAgain) => {
  let points: WalkPoint[] = [];
  let chosen: WalkPoint[][] = [];
  let missed = 0;

  // `WALKS=1-10 npm run test:full crash` runs some of them.
  beforeAll(async () => {
    const whole = await walkWhole(isCalledAgain);
    assert.deepEqual(whole.end, wantedEnd);
    points = whole.points;
    const walks = toWalks(points);
    chosen = rangeOf('WALKS', walks.length).flatMap((number) => [walks[number - 1] ?? []]);
  });

  it.each(Array.from({ length: PARTS }, (_part, at) => at + 1))(
    `locks no user out and ends the same after a kill of its worker at any call, before it is sent or after it was applied, part %i of ${PARTS}`,
    async (part) => {
      const wrong: object[] = [];
      const some = chosen.filter((_walk, at) => at % PARTS === part - 1);
      await forEachAtMost(AT_ONCE, some, async (deaths) => {
        const walk = await walkAfterCrash(deaths, isCalledAgain);
        missed += walk.missed.length;
        if (!isDeepStrictEqual(walk.end, wantedEnd)) wrong.push({ deaths, ...walk.end });
      });
      expect(wrong).toEqual([]);
    },
  );

  it('was killed at most of these calls', () => {
    const tried = chosen.flat().length;
    console.log(`${points.length} crash points of a rotation, ${tried} tried in ${chosen.length} walks`);
    console.log(`${missed} of them came after the last call: guests were quicker, and asked for fewer times`);
    expect(missed).toBeLessThan(tried / 3);
  });
});

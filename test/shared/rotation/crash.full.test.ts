import { isDeepStrictEqual } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { forEachAtMost } from '../../../shared/at-most.ts';
import { rangeOf } from '../../range.ts';
import { toWalks, walkAfterCrash, walkWhole, wantedEnd } from './crash-walk.ts';
import { closeClouds } from './scene-cloud.ts';

/** Walks side by side: a good part of one is waiting for its guests. */
const AT_ONCE = 5;

afterAll(closeClouds);

// `WALKS=1-10 npm run test:full crash` runs some of them.
const ways = [
  ['waits for restarts', false],
  ['leaves restarts to follow-ups', true],
] as const;

it.each(ways)(
  'a rotation that %s and whose worker is killed at any call, before it is sent or after it was applied, locks nobody out and ends the same',
  async (_, isCalledAgain) => {
    const { end, points } = await walkWhole(isCalledAgain);
    expect(end).toEqual(wantedEnd);
    const walks = toWalks(points);
    const chosen = rangeOf('WALKS', walks.length).flatMap((number) => [walks[number - 1] ?? []]);
    const wrong: object[] = [];
    let missed = 0;
    await forEachAtMost(AT_ONCE, chosen, async (deaths) => {
      const walk = await walkAfterCrash(deaths, isCalledAgain);
      missed += walk.missed.length;
      if (!isDeepStrictEqual(walk.end, wantedEnd)) wrong.push({ deaths, ...walk.end });
    });
    expect(wrong).toEqual([]);
    const tried = chosen.flat().length;
    console.log(`${points.length} crash points of a rotation, ${tried} tried in ${chosen.length} walks, all passed`);
    console.log(`${missed} of them came after the last call: guests were quicker, and asked for fewer times`);
    expect(missed).toBeLessThan(tried / 10);
  },
  1_200_000,
);

import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { forEachAtMost } from '../../../shared/at-most.ts';
import { walkAfterCrash, walkWhole, wantedEnd } from './crash-walk.ts';

/** Walks side by side: most of one is waiting for its guests. */
const AT_ONCE = 4;

it('a rotation whose worker is killed at any call, before it is sent or after it was applied, locks nobody out and ends the same', async () => {
  const { end, points } = await walkWhole();
  expect(end).toEqual(wantedEnd);
  const wrong: object[] = [];
  await forEachAtMost(AT_ONCE, points, async (point) => {
    const ended = await walkAfterCrash(point);
    if (!isDeepStrictEqual(ended, wantedEnd)) wrong.push({ point, ...ended });
  });
  expect(wrong).toEqual([]);
  console.log(`${points.length} crash points of a rotation, all passed`);
}, 1_200_000);

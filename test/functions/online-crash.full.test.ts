import { expect, it } from 'vitest';
import { attachOnline, attachOnlineAfterCrash, createKeys, wantedOf } from './online-crash-walk.ts';

it('an online attach whose worker is killed at any call is finished by the same request, without a line too many', async () => {
  expect.hasAssertions();
  const keys = createKeys();
  const { points } = await attachOnline(keys);
  for (const point of points) {
    expect({ point, end: await attachOnlineAfterCrash(keys, point) }).toEqual({ point, end: wantedOf(keys) });
  }
  console.log(`${points.length} crash points of an online attach, all passed`);
});

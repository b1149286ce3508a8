import { describe, expect, it } from 'vitest';
import { staysRunning } from '../../../shared/restart/power.ts';
import { createFakeFleet } from './fake-fleet.ts';

const WATCHED_MS = 10_000;

/** Watches `a` and `b`, which run at first, with so much time left. */
function watch(ms: number, leftMs: number) {
  const { clock, show, spotOf } = createFakeFleet('ecs');
  for (const id of ['a', 'b']) show(id, 'Running');
  const job = { clock, whereOf: spotOf, endMs: clock.now() + leftMs };
  return { clock, show, found: clock.run(staysRunning(['a', 'b'], ms, job)) };
}

describe('instances that stay running', () => {
  it('instances that stay running do so at every look', async () => {
    const { clock, show, found } = watch(WATCHED_MS, WATCHED_MS);
    clock.after(4_500, () => show('b', 'Stopping'));
    clock.after(6_500, () => show('b', 'Running'));

    expect([...(await found)]).toEqual(['a']);
  });

  it('instances that stay running are not known where there is less time than they are to be watched', async () => {
    expect([...(await watch(WATCHED_MS, WATCHED_MS - 1).found)]).toEqual([]);
  });

  it('instances that stay running are those of one look where that is enough, however little time is left', async () => {
    expect([...(await watch(0, -1).found)]).toEqual(['a', 'b']);
  });
});

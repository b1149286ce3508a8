import type { Settings } from '@keyfleet/local-cloud';
import { describe, expect, it } from 'vitest';
import { TEST_LIMIT_MS } from '../../time-limits.ts';
import { type LaunchSite, startLaunchSite } from './launch-site.ts';

/** What may befall the events of a launch, and whether a tick of the timer has to mend it. */
export const weathers: ReadonlyArray<{ name: string; events: Partial<Settings['events']>; tick: boolean }> = [
  { name: 'with every event once', events: {}, tick: false },
  { name: 'with every event twice, in any order', events: { duplicate: true, shuffle: true, seed: 7 }, tick: false },
  { name: 'with a fifth of the events lost, and one tick of the timer', events: { drop: 0.2, seed: 3 }, tick: true },
];

const carrying = (site: LaunchSite, ids: readonly string[]) =>
  site.all(ids).filter(({ keyPairName }) => keyPairName === 'ops').length;

/** Specifies the launch of so many instances that the fleet selects, beside some that it does not. */
export function describeLaunch(count: number, some = weathers): void {
  describe(`launching ${count} instances that the fleet selects`, () => {
    it.each(some)('attaches to all of them, restarts none and touches no other, $name', async ({ events, tick }) => {
      expect.hasAssertions();
      const site = await startLaunchSite();
      await site.settings({ events });
      const others = await site.launch(5, { ssh: 'dev' });
      const ids = await site.launch(count, { ssh: 'ops' });
      if (tick) await site.tick();
      await expect.poll(() => carrying(site, ids), { timeout: TEST_LIMIT_MS, interval: 50 }).toBe(count);
      await site.idle();
      expect(site.restarts()).toEqual([]);
      expect(site.all(others)).toMatchObject(others.map(() => ({ keyPairName: null, tags: { ssh: 'dev' } })));
      expect(site.all(ids)).toMatchObject(ids.map(() => ({ keyPairName: 'ops', tags: { ssh: 'ops' } })));
      for (const id of [ids.at(0), ids.at(count / 2), ids.at(-1)]) expect(await site.logsIn(id ?? '')).toBe(true);
      expect(await site.logsIn(others[0] ?? '')).toBe(false);
    });
  });
}

import type { LocalCloud, LocalCloudOptions } from '@keyfleet/local-cloud';
import { openCloud } from './open-cloud.ts';

/** A cloud in which time passes only when told to, and no timer runs; calls may be signed at any time. */
export async function openStillCloud(
  settings: LocalCloudOptions['settings'] = {},
): Promise<{ cloud: LocalCloud; pass(ms: number): void }> {
  let now = Date.now();
  const options = { now: () => now, after: () => {}, guestRunner: 'none' } as const;
  const cloud = await openCloud({ ...options, settings: { dateWindowMinutes: 1_000_000, ...settings } });
  return {
    cloud,
    pass: (ms) => {
      now += ms;
    },
  };
}

import { chunk } from '../products/pages.ts';
import type { Power, PowerResult } from '../products/product.ts';
import { forEachPlace } from './places.ts';
import type { Tools } from './tools.ts';
import { idOf, idsOf, type Track } from './track.ts';

/** Asks for a change of power in full calls, all at once, and returns what was answered for each. */
export async function askPower(
  tracks: readonly Track[],
  tools: Tools,
  ask: (power: Power, regionId: string | null, ids: readonly string[]) => ReturnType<Power['start']>,
): Promise<Map<Track, PowerResult>> {
  const answers = new Map<Track, PowerResult>();
  await forEachPlace(tracks, tools, async ({ tracks: here, driver: { power }, regionId }) => {
    const calls = chunk(here, power.maxInstancesPerCall).map(async (some) => {
      const results = await ask(power, regionId, idsOf(some));
      for (const track of some) {
        const result = results.get(idOf(track));
        if (result) answers.set(track, result);
      }
    });
    await Promise.all(calls);
  });
  return answers;
}

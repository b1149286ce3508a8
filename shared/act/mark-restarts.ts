import { CloudError } from '../cloud/errors.ts';
import { groupBy } from '../group.ts';
import { isTagged, isTaggedLong, tagForRestart, taggedMs, untagAfterRestart } from '../restart/tag.ts';
import { notStarted, refusedWhole } from '../verdict.ts';
import { forEachPlace } from './places.ts';
import type { Tools } from './tools.ts';
import { end, idsOf, type Track } from './track.ts';

/**
 * Tags what is about to be restarted. What cannot be tagged is not changed: its restart would not survive a crash.
 * A tag that is there already stays, so that it keeps saying since when.
 */
export async function markRestarts(tracks: readonly Track[], tools: Tools): Promise<void> {
  const unmarked = tracks.filter(({ step }) => !isTagged(step.item.observed));
  await forEachPlace(unmarked, tools, async ({ tracks: here, driver, regionId }) => {
    const byKeyPair = groupBy(here, ({ step }) => step.item.keyPair.keyPairName ?? '');
    await Promise.all(
      byKeyPair.map(async (some) => {
        const name = some[0]?.step.item.keyPair.keyPairName ?? '';
        try {
          await tagForRestart(driver, regionId, idsOf(some), name, tools.clock.now());
        } catch (error) {
          if (!(error instanceof CloudError)) throw error;
          for (const track of some) end(track, error.fate === 'deadline' ? notStarted(error) : refusedWhole(error));
        }
      }),
    );
  });
}

/**
 * Tags what was stopped once more: another run, which had seen it before, may have taken the tag off meanwhile. A tag
 * keeps saying since when, unless it is so old that its restart was begun anew.
 */
export async function markAgain(tracks: readonly Track[], tools: Tools): Promise<void> {
  const nowMs = tools.clock.now();
  const sinceMs = ({ step: { item } }: Track) =>
    (isTaggedLong(item.observed, nowMs) ? null : taggedMs(item.observed)) ?? nowMs;
  await forEachPlace(tracks, tools, async ({ tracks: here, driver, regionId }) => {
    const alike = groupBy(here, (track) => `${track.step.item.keyPair.keyPairName} ${sinceMs(track)}`);
    await Promise.all(
      alike.map(async ([first, ...rest]) => {
        if (!first) return;
        const name = first.step.item.keyPair.keyPairName ?? '';
        await tagForRestart(driver, regionId, idsOf([first, ...rest]), name, sinceMs(first)).catch(unlessFailed);
      }),
    );
  });
}

/** What could not be tagged again most likely still is, and what keeps its tag is found by the next run. */
function unlessFailed(error: unknown): void {
  if (!(error instanceof CloudError)) throw error;
}

/**
 * Takes the tags off. One that stays because the call failed is found by the next run, which sees that the instance
 * has started since and only takes it off.
 */
export async function clearMarks(tracks: readonly Track[], tools: Tools): Promise<void> {
  await forEachPlace(tracks, tools, async ({ tracks: here, driver, regionId }) => {
    await untagAfterRestart(driver, regionId, idsOf(here)).catch(unlessFailed);
  });
}

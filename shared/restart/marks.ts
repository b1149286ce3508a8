import { onCloudError } from '../cloud/errors.ts';
import { atEachPlace, failuresOf } from '../instances/place.ts';
import { groupBy, ofAll } from '../lists.ts';
import type { Tags } from '../products/tags.ts';
import { callFailed, type Verdict } from '../verdict.ts';
import { claimOf, findLost, restartUnderWay } from './claim.ts';
import type { RestartJob } from './job.ts';
import { isTagged, isTaggedLong, RESTART_CLAIM_TAG, taggedMs, tagsOf, untagAfterRestart } from './tag.ts';

/** What marks are written by. */
type MarkJob<Item> = Pick<RestartJob<Item>, 'clock' | 'whereOf' | 'observedOf' | 'keyPairNameOf' | 'claimantOf'>;

/**
 * Tags what is about to be restarted. What cannot be tagged must not be changed: its restart would not survive a crash.
 * A tag that is there already stays, so that it keeps saying since when.
 * @returns those that could not be tagged, and those that another run has claimed at the same time
 */
export async function markRestarts<Item>(
  items: readonly Item[],
  job: MarkJob<Item>,
): Promise<ReadonlyMap<Item, Verdict>> {
  const nowMs = job.clock.now();
  const unmarked = items.filter((item) => !isTagged(job.observedOf(item)));
  const failures = await tagAlike(unmarked, job, () => nowMs, true);
  const marked = unmarked.filter((item) => !failures.has(item));
  const lost = await findAllLost(marked, job, nowMs);
  return new Map([
    ...[...failures].map(([item, error]) => [item, callFailed(error)] as const),
    ...ofAll(lost, restartUnderWay),
  ]);
}

async function findAllLost<Item>(marked: readonly Item[], job: MarkJob<Item>, nowMs: number): Promise<Item[]> {
  const claimed = groupBy(marked, (item) => claimFor(item, job, nowMs) ?? '');
  const lost = claimed.map(async (some) => {
    const claim = claimFor(some[0], job, nowMs);
    return claim === null ? [] : findLost(some, claim, job);
  });
  return (await Promise.all(lost)).flat();
}

function claimFor<Item>(item: Item, { claimantOf }: MarkJob<Item>, nowMs: number): string | null {
  return claimantOf ? claimOf(claimantOf(item), nowMs) : null;
}

/**
 * Tags what was stopped once more: another run, which had seen it before, may have taken the tag off meanwhile. A tag
 * keeps saying since when, unless it is so old that its restart was begun anew. What could not be tagged again most
 * likely still is, and what keeps its tag is found by the next run.
 */
export async function markAgain<Item>(items: readonly Item[], job: MarkJob<Item>): Promise<void> {
  const nowMs = job.clock.now();
  await tagAlike(items, job, (item) => {
    const observed = job.observedOf(item);
    return (isTaggedLong(observed, nowMs) ? null : taggedMs(observed)) ?? nowMs;
  });
}

/** Tags items, in one call those of a place whose tags are equal; returns the failures. */
async function tagAlike<Item>(
  items: readonly Item[],
  job: MarkJob<Item>,
  sinceMsOf: (item: Item) => number,
  isClaimed = false,
) {
  const { whereOf, keyPairNameOf } = job;
  const tagsFor = (item: Item): Tags => {
    const sinceMs = sinceMsOf(item);
    const claim = isClaimed ? claimFor(item, job, sinceMs) : null;
    return { ...tagsOf(keyPairNameOf(item), sinceMs), ...(claim !== null && { [RESTART_CLAIM_TAG]: claim }) };
  };
  const failures = await atEachPlace(items, whereOf, async ({ driver, regionId }, here) => {
    const alike = groupBy(here, (item) => JSON.stringify(tagsFor(item)));
    const failed = alike.map((some) => {
      const ids = some.map((item) => whereOf(item).instanceId);
      return failuresOf(some, driver.tag(regionId, ids, tagsFor(some[0])));
    });
    return (await Promise.all(failed)).flatMap((some) => [...some]);
  });
  return new Map(failures.flat());
}

/**
 * Takes the tags off. One that stays because the call failed is found by the next run, which sees that the instance
 * has started since and only takes it off. What we put on standby is in service again before, or keeps its tags.
 * @param isBack its restart was seen to be over; the others were not restarted by this run
 */
export async function clearMarks<Item>(
  items: readonly Item[],
  { whereOf, standby }: Pick<RestartJob<Item>, 'whereOf' | 'standby'>,
  isBack: (item: Item) => boolean = () => false,
) {
  const kept = await standby?.leave(items, isBack);
  const free = items.filter((item) => !kept?.has(item));
  await atEachPlace(free, whereOf, async ({ driver, regionId }, here) => {
    const ids = here.map((item) => whereOf(item).instanceId);
    await untagAfterRestart(driver, regionId, ids).catch(onCloudError(() => undefined));
  });
}

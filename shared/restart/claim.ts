import { createHash } from 'node:crypto';
import { onCloudError } from '../cloud/errors.ts';
import { atEachPlace } from '../instances/place.ts';
import type { Observed } from '../products/product.ts';
import { skipped } from '../verdict.ts';
import type { RestartJob } from './job.ts';
import { isTagged, lastBegunMs, RESTART_CLAIM_TAG, RESTART_PATIENCE_MS } from './tag.ts';

/** Longer than it takes from a look to a written tag, so that every run that looked before has written. */
export const CLAIM_MS = 2_000;

/** One run of several that may have the same restart in mind: what kind of run it is, and which. */
export interface Claimant {
  /** Runs of one kind finish each other's restarts: `rotate`, or what one request asks for. */
  readonly kind: string;
  readonly requestId: string;
}

/** A request that is sent again is of the same kind. */
export const kindOfRequest = (action: string, keyPairName: string): string =>
  createHash('sha256').update(`${action} ${keyPairName}`).digest('hex').slice(0, 8);

const MAX_REQUEST_ID = 20;

/** The run that a claim names, without its time. */
export const ownerOf = ({ kind, requestId }: Claimant) => `${kind}.${requestId.slice(0, MAX_REQUEST_ID)}`;

/** The tag's value, which has 64 characters at most on Simple Application Server. */
export const claimOf = (claimant: Claimant, nowMs: number): string =>
  `${new Date(nowMs).toISOString()} ${ownerOf(claimant)}`;

export const restartUnderWay = skipped('RestartUnderWay', 'another run has begun to restart it');

/**
 * Whether a run of another kind has claimed the instance and may still be at work. One that is at work no more has left it
 * for ten minutes; a mark without a claim is from before claims were written.
 */
export function isClaimedByOther(observed: Observed, { kind, requestId }: Claimant, nowMs: number): boolean {
  const [, owner] = observed.tags?.[RESTART_CLAIM_TAG]?.split(' ') ?? [];
  if (!isTagged(observed) || owner === undefined || owner === requestId) return false;
  const isOld = nowMs - (lastBegunMs(observed) ?? Number.NEGATIVE_INFINITY) >= RESTART_PATIENCE_MS;
  return !isOld && !owner.startsWith(`${kind}.`);
}

/**
 * Those of some marked items whose restart another run has claimed since. The cloud has no compare-and-set for tags: each run
 * writes its name, waits, and goes on only where it still stands and the instance carries what it carried; so this holds as
 * long as a look and the tag after it are less than the wait apart. Where nobody can look, the claim counts as held.
 */
export async function findLost<Item>(
  items: readonly Item[],
  claim: string,
  { clock, whereOf, observedOf }: Pick<RestartJob<Item>, 'clock' | 'whereOf' | 'observedOf'>,
): Promise<Item[]> {
  if (items.length === 0) return [];
  await clock.sleep(CLAIM_MS);
  const lost = await atEachPlace(items, whereOf, async ({ driver, regionId }, here) => {
    const ids = here.map((item) => whereOf(item).instanceId);
    const seen = await driver.look(regionId, ids, true).catch(onCloudError(() => null));
    return here.filter((item) => {
      const observed = seen?.get(whereOf(item).instanceId);
      if (!observed) return false;
      const isChanged = (observed.keyPairName ?? null) !== (observedOf(item).keyPairName ?? null);
      return observed.tags?.[RESTART_CLAIM_TAG] !== claim || isChanged;
    });
  });
  return lost.flat();
}

import type { Driver, Observed, Tags } from '../products/product.ts';

/**
 * The tag on an instance that we are about to restart or have stopped; its value is the key pair. The run that finds
 * it finishes that restart, once, and takes it off: so a restart survives a crash, and no loop can form.
 */
export const RESTART_TAG = 'keyfleet:restart';

/** When the instance was tagged, ISO 8601: a start after that is the restart that was asked for. */
export const RESTART_SINCE_TAG = 'keyfleet:restart-since';

/**
 * Who is about to restart the instance, of several that may have had the same idea at once: when they said so and a
 * token of theirs, `<ISO 8601> <token>`. The last to write it goes on.
 */
export const RESTART_CLAIM_TAG = 'keyfleet:restart-claim';

/**
 * The scaling group in which a restart has put the instance on standby, or is about to, and whose claim that is: without the
 * tag it is on standby because a person wants it to be. It is not of the marks that come off after a restart: who ends the
 * standby takes it off.
 */
export const RESTART_STANDBY_TAG = 'keyfleet:restart-standby';

/** How long a restart may take until it is taken for one that does not come to its end by itself, in milliseconds. */
export const RESTART_PATIENCE_MS = 600_000;

export function isTagged({ tags }: Observed): boolean {
  return tags !== undefined && RESTART_TAG in tags;
}

/** Whether the restart that a tag asks for has happened already. */
export function hasRestartedSinceTag(observed: Observed): boolean {
  const [sinceMs, { startedMs }] = [taggedMs(observed), observed];
  return sinceMs !== null && startedMs !== null && startedMs > sinceMs;
}

/** When an instance was tagged, epoch milliseconds; null if it does not say. */
export function taggedMs({ tags }: Observed): number | null {
  const ms = Date.parse(tags?.[RESTART_SINCE_TAG] ?? '');
  return Number.isNaN(ms) ? null : ms;
}

/** Whether a tag is so old that the restart it asks for does not come to its end by itself. */
export function isTaggedLong(observed: Observed, nowMs: number): boolean {
  return isTagged(observed) && nowMs - (taggedMs(observed) ?? Number.NEGATIVE_INFINITY) > RESTART_PATIENCE_MS;
}

/** When the restart that a tag asks for was last seen to begin, epoch milliseconds; null if it does not say. */
export function lastBegunMs({ tags = {} }: Observed): number | null {
  const times = [tags[RESTART_SINCE_TAG], tags[RESTART_CLAIM_TAG]?.split(' ')[0]].map((time) => Date.parse(time ?? ''));
  const known = times.filter((ms) => !Number.isNaN(ms));
  return known.length > 0 ? Math.max(...known) : null;
}

/** The marks of a restart for a key pair. */
export const tagsOf = (keyPair: string, sinceMs: number): Tags => ({
  [RESTART_TAG]: keyPair,
  [RESTART_SINCE_TAG]: new Date(sinceMs).toISOString(),
});

export function untagAfterRestart(driver: Driver, regionId: string | null, ids: readonly string[]) {
  return driver.untag(regionId, ids, [RESTART_TAG, RESTART_SINCE_TAG, RESTART_CLAIM_TAG]);
}

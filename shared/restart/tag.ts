import type { Driver, Observed } from '../products/product.ts';

/**
 * The tag on an instance that we are about to restart or have stopped; its value is the key pair. Whoever finds it
 * finishes that restart, once, and takes it off: so a restart survives a crash, and no loop can form.
 */
export const RESTART_TAG = 'keyfleet:restart';

/** When the instance was tagged, ISO 8601: a start after that is the restart that was asked for. */
export const RESTART_SINCE_TAG = 'keyfleet:restart-since';

export function isTagged({ tags }: Observed): boolean {
  return tags !== undefined && RESTART_TAG in tags;
}

/** Whether the restart that a tag asks for has happened already. */
export function hasRestartedSinceTag({ tags, startedMs }: Observed): boolean {
  const sinceMs = Date.parse(tags?.[RESTART_SINCE_TAG] ?? '');
  return startedMs !== null && startedMs > sinceMs;
}

export function tagForRestart(
  driver: Driver,
  regionId: string | null,
  ids: readonly string[],
  keyPair: string,
  nowMs: number,
) {
  const since = new Date(nowMs).toISOString();
  return driver.tag(regionId, ids, { [RESTART_TAG]: keyPair, [RESTART_SINCE_TAG]: since });
}

export function untagAfterRestart(driver: Driver, regionId: string | null, ids: readonly string[]) {
  return driver.untag(regionId, ids, [RESTART_TAG, RESTART_SINCE_TAG]);
}

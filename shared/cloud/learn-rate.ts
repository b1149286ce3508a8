import { createBucket } from './bucket.ts';
import { createGroup } from './call-group.ts';
import * as learning from './learning.ts';
import type { Rate } from './rate.ts';

/** A rate that is learnt. */
export function learnRate(random: () => number): Rate {
  const bucket = createBucket(learning.START_QUOTA);
  const group = createGroup();
  let known = learning.untaught;
  return {
    nextMs: (nowMs) => {
      const wanted = learning.isSteady(known) ? group.wanted() : 1;
      return Math.max(known.pausedUntilMs, bucket.nextMs(nowMs, wanted));
    },
    started: (nowMs) => {
      bucket.take(nowMs);
      group.started();
      known = learning.noteStart(known, nowMs);
    },
    admitted: (nowMs, startedMs) => {
      group.admitted(startedMs);
      known = learning.noteAdmission(known, nowMs);
      bucket.setPerSecond(known.perSecond, nowMs);
    },
    throttled: (nowMs, startedMs, retryAfterMs) => {
      group.end();
      if (known.lastThrottleMs !== null && startedMs < known.lastThrottleMs) {
        known = learning.noteLateThrottle(known, nowMs, retryAfterMs);
        return;
      }
      known = learning.noteThrottle(known, { nowMs, retryAfterMs, chance: random() });
      bucket.setPerSecond(known.perSecond, nowMs);
      bucket.drain(known.pausedUntilMs);
    },
  };
}

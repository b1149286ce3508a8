import type { Track } from './act/index.ts';
import type { Action } from './command.ts';
import type { Item, Untouched } from './plan/step.ts';
import type { Attached, Outcome } from './report.ts';
import { undecided } from './verdict.ts';

/** The outcome of an instance that needed no change, or could not be changed. */
export function outcomeOfUntouched(action: Action, { item, verdict }: Untouched): Outcome {
  const carried = item.observed?.keyPairName;
  return {
    ...nameOf(item),
    ...verdict,
    attached: item.observed && carried !== undefined ? attachedNow(item) : 'unknown',
    effective: verdict.status === 'failed' ? 'no' : 'unknown',
    seenBy: item.observed ? 'readBack' : null,
    replaced: action === 'attach' && verdict.code === 'WouldReplace' ? (carried ?? null) : null,
  };
}

/** The outcome of an instance that was worked on. */
export function outcomeOfTrack(action: Action, track: Track): Outcome {
  const { item } = track.step;
  const verdict = track.verdict ?? undecided('nothing is known of what became of it');
  const carried = item.observed.keyPairName ?? null;
  const isReplaced =
    action === 'attach' && track.step.call && track.attached === 'yes' && carried !== item.keyPair.keyPairName;
  return {
    ...nameOf(item),
    ...verdict,
    attached: track.attached,
    effective: verdict.status === 'failed' && track.effective === 'unknown' ? 'no' : track.effective,
    seenBy: track.seenBy,
    replaced: isReplaced ? carried : null,
  };
}

function attachedNow({ keyPair, observed }: Item): Attached {
  return observed?.keyPairName === keyPair.keyPairName ? 'yes' : 'no';
}

function nameOf({ keyPair, instanceId }: Item) {
  const { product, regionId, keyPairName, keyPairId } = keyPair;
  return { product, regionId, instanceId, keyPairName, keyPairId };
}

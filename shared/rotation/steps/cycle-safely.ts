import type { Sighting } from '../../fleet/match.ts';
import type { KeyPair } from '../../products/product.ts';
import { isTaggedLong } from '../../restart/tag.ts';
import { windowSize } from '../../restart/window.ts';
import type { Entry } from '../journal.ts';
import type { Generation, Ledger } from '../ledger.ts';
import type { Means } from '../means.ts';
import { labelOf } from '../stages.ts';
import { blindOf, type Survey } from '../survey.ts';
import type { Tools } from '../tools.ts';
import { cycle, type Rolling } from './cycle.ts';
import { findRefusing, giveBack } from './give-back.ts';
import { logIn } from './log-in.ts';

/** Failures that say nothing of the key: there was no time, or another tick has the instance in hand. */
const NOT_OF_THE_KEY = new Set([
  'IncorrectInstanceStatus',
  'InvalidSshPort',
  'LoginNotTried',
  'LoginUnreachable',
  'NoAddress',
  'NoAnswer',
  'NotStarted',
  'RestartHalted',
  'RestartTimedOut',
  'RestartUnderWay',
  'Unknown',
]);
const PASSING = /Throttling|^(CloudUnreachable|HTTP5|Internal|ServiceUnavailable)/;

/** What instances are cycled for. */
export interface CycleGoal {
  readonly ledger: Ledger;
  readonly target: Generation;
  readonly seen: Survey;
  /** The target in each place, as `placeOf` names it. */
  readonly keyPairs: ReadonlyMap<string, KeyPair>;
}

/** `left`: some are on their way, and the next tick goes on with them. `blocked`: the target does not let us in. */
export type CycleEnd = 'left' | 'blocked' | 'done';

/**
 * Cycles instances in which nobody can look, and leaves them to a follow-up where one comes. Where the new key does not
 * let us in, the rotation is blocked first, so that no later tick restarts them again, and then the old key pair is
 * attached again.
 */
export async function cycleSafely(
  goal: CycleGoal,
  due: readonly Sighting[],
  tools: Tools,
  means: Means,
): Promise<CycleEnd> {
  const { ledger, target, seen, keyPairs } = goal;
  const before = tools.journal.entries.length;
  const all = blindOf(seen, 'verified', 'pending', 'lagging').length;
  const atOnce = windowSize(means.keyPair.rolling.maxUnavailable, all);
  await cycle(target, due, tools, means, { atOnce, keyPairs, relay: relayOf(goal, tools, means) });
  const entries = tools.journal.entries.slice(before);
  const failed = new Set(entries.filter(isOfTheKey).map(({ instanceId }) => instanceId));
  const end = entries.some(({ status }) => status === 'underWay') ? 'left' : 'done';
  if (failed.size === 0 || target !== ledger.pending) return end;
  const suspects = due.filter(({ observed }) => failed.has(observed.instanceId));
  const refusing = await findRefusing(target, suspects, tools, means);
  if (refusing.length === 0) return end;
  const { secrets, rotation, clock } = means;
  await secrets.updateStage(rotation.secret, labelOf('Blocked', clock.now()), { to: target.versionId });
  await giveBack(ledger, target, refusing, tools, means);
  return 'blocked';
}

function isOfTheKey({ status, code }: Entry): boolean {
  return status === 'failed' && !NOT_OF_THE_KEY.has(code) && !PASSING.test(code);
}

/** Verified ones that are logged in to before the window is opened; one that lets us in is enough. */
const WITNESSES = 3;

function relayOf({ target, seen }: CycleGoal, tools: Tools, means: Means): NonNullable<Rolling['relay']> {
  const carrying = blindOf(seen, 'verified').filter(({ observed }) => observed.status === 'Running');
  return {
    mayBegin: async () => {
      if (carrying.length === 0) return 'canary';
      if ((await tools.keys.content(target)) === null) return 'window';
      const before = tools.journal.entries.length;
      const letIn = await logIn(target, carrying.slice(0, WITNESSES), () => null, tools, means);
      if (letIn.length > 0) return 'window';
      const said = tools.journal.entries.slice(before);
      return said.every(({ code }) => code === 'LoginUnreachable') ? 'canary' : 'none';
    },
    leave: async (away) => {
      const isSoon = away.some(({ step }) => !isTaggedLong(step.item.observed, means.clock.now()));
      return isSoon ? tools.followUp.arrange() : true;
    },
  };
}

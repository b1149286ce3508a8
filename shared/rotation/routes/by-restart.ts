import { isPassing } from '../../cloud/errors.ts';
import { labelOf } from '../../ledger/labels.ts';
import type { KeyPair } from '../../products/product.ts';
import type { Sighting } from '../../products/sighting.ts';
import { isTaggedLong } from '../../restart/tag.ts';
import { windowSize } from '../../restart/window.ts';
import type { Entry } from '../journal.ts';
import type { Tools } from '../open-tick.ts';
import { blindOf, type Survey } from '../state/survey.ts';
import { logIn } from '../steps/verify.ts';
import type { Goal } from './goal.ts';
import { type Rolling, restartAndAttach } from './restart-and-attach.ts';
import { findRefusing, giveBack } from './restore-old-key.ts';

/** Failures that say nothing of the key: there was no time, or another tick has the instance in hand. */
const NOT_OF_THE_KEY = new Set([
  'IncorrectInstanceStatus',
  'InvalidSshPort',
  'LoginNotTried',
  'LoginUnreachable',
  'NoAddress',
  'NotStarted',
  'RestartHalted',
  'RestartTimedOut',
  'RestartUnderWay',
  'Unknown',
]);

/** What instances are cycled for. */
export interface CycleGoal extends Goal {
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
export async function cycleSafely(goal: CycleGoal, due: readonly Sighting[], tools: Tools): Promise<CycleEnd> {
  const { ledger, target, seen, keyPairs } = goal;
  const before = tools.journal.entries.length;
  const all = blindOf(seen, 'verified', 'pending', 'lagging').length;
  const atOnce = windowSize(tools.keyPair.rolling.maxUnavailable, all);
  const handOver = handOverOf(goal, tools);
  await restartAndAttach(target, due, { atOnce, keyPairs, handOver }, tools);
  const entries = tools.journal.entries.slice(before);
  const failed = new Set(entries.filter(isOfTheKey).map(({ instanceId }) => instanceId));
  const end = entries.some(({ status }) => status === 'underWay') ? 'left' : 'done';
  if (failed.size === 0 || target !== ledger.pending) return end;
  const suspects = due.filter(({ observed }) => failed.has(observed.instanceId));
  const refusing = await findRefusing(target, suspects, tools);
  if (refusing.length === 0) return end;
  const { secrets, rotation, clock } = tools;
  await secrets.updateStage(rotation.secret, labelOf('Blocked', clock.now()), { to: target.versionId });
  await giveBack(goal, refusing, tools);
  return 'blocked';
}

function isOfTheKey({ status, code }: Entry): boolean {
  return status === 'failed' && !NOT_OF_THE_KEY.has(code) && !isPassing(code);
}

/** Verified ones that are logged in to before the window is opened; one that lets us in is enough. */
const WITNESSES = 3;

function handOverOf({ target, seen }: CycleGoal, tools: Tools): NonNullable<Rolling['handOver']> {
  const carrying = blindOf(seen, 'verified').filter(({ observed }) => observed.status === 'Running');
  return {
    mayBegin: async () => {
      if (carrying.length === 0) return 'canary';
      if ((await tools.keys.content(target)) === null) return 'window';
      const before = tools.journal.entries.length;
      const letIn = await logIn(target, carrying.slice(0, WITNESSES), tools);
      if (letIn.length > 0) return 'window';
      const said = tools.journal.entries.slice(before);
      return said.every(({ code }) => code === 'LoginUnreachable') ? 'canary' : 'none';
    },
    leave: async (away) => {
      const isSoon = away.some(({ sighting }) => !isTaggedLong(sighting.observed, tools.clock.now()));
      return isSoon ? tools.followUp.arrange() : true;
    },
  };
}

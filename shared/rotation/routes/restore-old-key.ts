import { observeAgain } from '../../instances/look.ts';
import type { Generation } from '../../ledger/ledger.ts';
import type { Sighting } from '../../products/sighting.ts';
import { keyOf } from '../../products/sighting.ts';
import { windowSize } from '../../restart/window.ts';
import type { Tools } from '../open-tick.ts';
import { isMarked, unmark } from '../state/marks.ts';
import { logIn } from '../steps/verify.ts';
import type { Goal } from './goal.ts';
import { restartAndAttach } from './restart-and-attach.ts';

/**
 * Those that run and do not let a generation in, by a login of now: another tick may have finished what this one saw
 * fail, and may be about what is stopped.
 */
export async function findRefusing(target: Generation, some: readonly Sighting[], tools: Tools): Promise<Sighting[]> {
  const now = new Map((await observeAgain(some, tools.drivers)).map((one) => [keyOf(one), one]));
  const isRunning = ({ observed }: Sighting) => observed.status === 'Running';
  const tried = [...now.values()].filter((one) => isRunning(one) && one.observed.keyPairName === target.name);
  const letIn = new Set((await logIn(target, tried, tools)).map(keyOf));
  return some.filter((one) => {
    const seen = now.get(keyOf(one)) ?? one;
    return !letIn.has(keyOf(one)) && isRunning(seen);
  });
}

/**
 * Attaches the generation before again, to those that carry the new one or are away. All that are away are moved on at
 * once, and waited for.
 */
export async function giveBack(
  { ledger: { current }, target }: Goal,
  sightings: readonly Sighting[],
  tools: Tools,
): Promise<void> {
  const now = await observeAgain(sightings, tools.drivers);
  const due = now.filter((one) => one.observed.keyPairName === target.name || isMarked(one));
  if (!current || due.length === 0) return;
  const handOver = { mayBegin: async () => 'canary' as const, leave: async () => false };
  const atOnce = windowSize(tools.keyPair.rolling.maxUnavailable, due.length);
  await restartAndAttach(current, due, { atOnce, handOver }, tools);
}

/**
 * A blocked rotation goes on only in that instances which do not let the new key in get the old one again, and that none
 * stays away.
 */
export async function finishGivingBack(goal: Goal, blind: readonly Sighting[], tools: Tools): Promise<void> {
  const { target } = goal;
  const open = blind.filter((one) => one.observed.keyPairName === target.name || isMarked(one));
  const running = open.filter(({ observed }) => observed.status === 'Running');
  const refusing = await findRefusing(target, running, tools);
  const proven = running.filter((one) => !refusing.includes(one));
  await giveBack(
    goal,
    open.filter((one) => !proven.includes(one)),
    tools,
  );
  await unmark(proven.filter(isMarked), tools);
}

import type { Sighting } from '../../fleet/match.ts';
import { windowSize } from '../../restart/window.ts';
import type { Generation, Ledger } from '../ledger.ts';
import { isMarked, unmark } from '../marked.ts';
import type { Means } from '../means.ts';
import { keyOf, lookAgain } from '../sight.ts';
import type { Tools } from '../tools.ts';
import { cycle } from './cycle.ts';
import { logIn } from './log-in.ts';

/**
 * Those that run and do not let a generation in, by a login of now: another tick may have finished what this one saw
 * fail, and may be about what is stopped.
 */
export async function findRefusing(
  target: Generation,
  some: readonly Sighting[],
  tools: Tools,
  means: Means,
): Promise<Sighting[]> {
  const now = new Map((await lookAgain(some, means)).map((one) => [keyOf(one), one]));
  const isRunning = ({ observed }: Sighting) => observed.status === 'Running';
  const tried = [...now.values()].filter((one) => isRunning(one) && one.observed.keyPairName === target.name);
  const letIn = new Set((await logIn(target, tried, () => null, tools, means)).map(keyOf));
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
  { current }: Ledger,
  target: Generation,
  sightings: readonly Sighting[],
  tools: Tools,
  means: Means,
): Promise<void> {
  const now = await lookAgain(sightings, means);
  const due = now.filter((one) => one.observed.keyPairName === target.name || isMarked(one));
  if (!current || due.length === 0) return;
  const relay = { mayBegin: async () => 'canary' as const, leave: async () => false };
  const atOnce = windowSize(means.keyPair.rolling.maxUnavailable, due.length);
  await cycle(current, due, tools, means, { atOnce, relay });
}

/**
 * A blocked rotation goes on only in that instances which do not let the new key in get the old one again, and that none
 * stays away.
 */
export async function finishGivingBack(
  ledger: Ledger,
  target: Generation,
  blind: readonly Sighting[],
  tools: Tools,
  means: Means,
): Promise<void> {
  const open = blind.filter((one) => one.observed.keyPairName === target.name || isMarked(one));
  const running = open.filter(({ observed }) => observed.status === 'Running');
  const refusing = await findRefusing(target, running, tools, means);
  const proven = running.filter((one) => !refusing.includes(one));
  await giveBack(
    ledger,
    target,
    open.filter((one) => !proven.includes(one)),
    tools,
    means,
  );
  await unmark(proven.filter(isMarked), means);
}

import type { Sighting } from '../../fleet/match.ts';
import { groupBy } from '../../group.ts';
import { products } from '../../products/index.ts';
import type { KeyPair, Observed } from '../../products/product.ts';
import { isTagged, lastBegunMs, untagAfterRestart } from '../../restart/tag.ts';
import { windowSize } from '../../restart/window.ts';
import type { Entry } from '../journal.ts';
import type { Generation, Ledger } from '../ledger.ts';
import type { Means } from '../means.ts';
import { idsOf, keyOf, lookAgain, placeOf } from '../sight.ts';
import { labelOf } from '../stages.ts';
import { blindOf, type Survey } from '../survey.ts';
import type { Tools } from '../tools.ts';
import { cycle, type Rolling } from './cycle.ts';
import { logIn } from './log-in.ts';

/** Failures that say nothing of the key: there was no time, or another tick has the instance in hand. */
const NOT_OF_THE_KEY = new Set([
  'IncorrectInstanceStatus',
  'LoginNotTried',
  'LoginUnreachable',
  'NoAnswer',
  'NotStarted',
  'RestartHalted',
  'RestartUnderWay',
  'Unknown',
]);
const PASSING = /Throttling|^(CloudUnreachable|HTTP5|Internal|ServiceUnavailable)/;

/** How long a restart may take until only the timer's ticks look after it, in milliseconds. */
const LONG_MS = 600_000;

/**
 * Cycles instances in which nobody can look, and leaves them to a follow-up where one comes. Where the new key does not
 * let us in, the rotation is blocked first, so that no later tick restarts them again, and then the old key pair is
 * attached again. Returns whether some were left on their way.
 */
export async function cycleSafely(
  ledger: Ledger,
  target: Generation,
  seen: Survey,
  due: readonly Sighting[],
  keyPairs: ReadonlyMap<string, KeyPair>,
  tools: Tools,
  means: Means,
): Promise<boolean> {
  const before = tools.journal.entries.length;
  const atOnce = windowSize(
    means.keyPair.rolling.maxUnavailable,
    blindOf(seen, 'verified', 'pending', 'lagging').length,
  );
  await cycle(target, due, tools, means, { atOnce, keyPairs, relay: relayOf(target, seen, tools, means) });
  const entries = tools.journal.entries.slice(before);
  const failed = new Set(entries.filter(isOfTheKey).map(({ instanceId }) => instanceId));
  const isLeft = entries.some(({ status }) => status === 'underWay');
  if (failed.size === 0 || target !== ledger.pending) return isLeft;
  const suspects = due.filter(({ observed }) => failed.has(observed.instanceId));
  const refusing = await findRefusing(target, suspects, tools, means);
  if (refusing.length === 0) return isLeft;
  const { secrets, rotation, clock } = means;
  await secrets.updateStage(rotation.secret, labelOf('Blocked', clock.now()), { to: target.versionId });
  await turnBack(ledger, target, refusing, tools, means);
  return false;
}

function relayOf(target: Generation, seen: Survey, tools: Tools, means: Means): NonNullable<Rolling['relay']> {
  const { clock } = means;
  const carrying = blindOf(seen, 'verified').filter(({ observed }) => observed.status === 'Running');
  return {
    hasCanary: async () => {
      if ((await tools.keys.content(target)) === null) return carrying.length > 0;
      return (await logIn(target, carrying.slice(0, 1), () => null, tools, means)).length > 0;
    },
    leave: async (away) => {
      const isSoon = away.some(({ step }) => !isLongAway(step.item.observed, clock.now()));
      return isSoon ? tools.followUp.arrange() : true;
    },
  };
}

function isLongAway(observed: Observed, nowMs: number): boolean {
  return isTagged(observed) && nowMs - (lastBegunMs(observed) ?? Number.NEGATIVE_INFINITY) > LONG_MS;
}

/** Whether an earlier tick left instances on their way that are to be looked after soon. */
export function isSoonBack(seen: Survey, nowMs: number): boolean {
  return blindOf(seen, 'pending').some((one) => isLeftAway(one) && !isLongAway(one.observed, nowMs));
}

/** Whether an earlier tick left an instance on its way. */
export function isLeftAway({ product, observed }: Sighting): boolean {
  return !products[product].remoteCommands && isTagged(observed);
}

function isOfTheKey({ status, code }: Entry): boolean {
  return status === 'failed' && !NOT_OF_THE_KEY.has(code) && !PASSING.test(code);
}

/**
 * Those that do not let a generation in, by a login of now: another tick may have finished what this one saw fail. What
 * somebody else stopped is left alone; what cannot be looked at counts, so that it is not restarted again.
 */
async function findRefusing(target: Generation, some: readonly Sighting[], tools: Tools, means: Means) {
  const now = new Map((await lookAgain(some, means)).map((one) => [keyOf(one), one]));
  const isRunning = ({ observed }: Sighting) => observed.status === 'Running';
  const tried = [...now.values()].filter((one) => isRunning(one) && one.observed.keyPairName === target.name);
  const letIn = new Set((await logIn(target, tried, () => null, tools, means)).map(keyOf));
  return some.filter((one) => {
    const seen = now.get(keyOf(one)) ?? one;
    return !letIn.has(keyOf(one)) && (isRunning(seen) || isTagged(seen.observed));
  });
}

/** Attaches the generation before again, to those that carry the new one or are away. */
export async function turnBack(
  { current }: Ledger,
  target: Generation,
  sightings: readonly Sighting[],
  tools: Tools,
  means: Means,
): Promise<void> {
  const now = await lookAgain(sightings, means);
  const due = now.filter((one) => one.observed.keyPairName === target.name || isLeftAway(one));
  if (!current || due.length === 0) return;
  await cycle(current, due, tools, means, { atOnce: windowSize(means.keyPair.rolling.maxUnavailable, due.length) });
}

/**
 * A blocked rotation goes on only in that instances which do not let the new key in get the old one again, and that none
 * stays away.
 */
export async function finishTurningBack(
  ledger: Ledger,
  target: Generation,
  blind: readonly Sighting[],
  tools: Tools,
  means: Means,
): Promise<void> {
  const open = blind.filter((one) => one.observed.keyPairName === target.name || isLeftAway(one));
  const refusing = await findRefusing(target, open, tools, means);
  const proven = open.filter((one) => isLeftAway(one) && !refusing.includes(one));
  for (const [first, ...rest] of groupBy(proven, placeOf)) {
    if (first) await untagAfterRestart(means.drivers[first.product], first.regionId, idsOf([first, ...rest]));
  }
  await turnBack(ledger, target, refusing, tools, means);
}

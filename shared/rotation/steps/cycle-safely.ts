import type { Sighting } from '../../fleet/match.ts';
import { isTagged } from '../../restart/tag.ts';
import type { Entry } from '../journal.ts';
import type { Generation, Ledger } from '../ledger.ts';
import type { Means } from '../means.ts';
import { keyOf, lookAgain } from '../sight.ts';
import { labelOf } from '../stages.ts';
import type { Tools } from './converge.ts';
import { cycle } from './cycle.ts';
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

/**
 * Cycles instances in which nobody can look. Where the new key does not let us in, the rotation is blocked first, so that
 * no later tick restarts them again, and then the old key pair is attached again.
 */
export async function cycleSafely(
  ledger: Ledger,
  target: Generation,
  blind: readonly Sighting[],
  tools: Tools,
  means: Means,
): Promise<void> {
  const before = tools.journal.entries.length;
  await cycle(target, blind, tools, means);
  const entries = tools.journal.entries.slice(before);
  const failed = new Set(entries.filter(isOfTheKey).map(({ instanceId }) => instanceId));
  if (failed.size === 0 || target !== ledger.pending) return;
  const suspects = blind.filter(({ observed }) => failed.has(observed.instanceId));
  const refusing = await findRefusing(target, suspects, tools, means);
  if (refusing.length === 0) return;
  const { secrets, rotation, clock } = means;
  await secrets.updateStage(rotation.secret, labelOf('Blocked', clock.now()), { to: target.versionId });
  await turnBack(ledger, target, refusing, tools, means);
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

/** Attaches the generation before again, to those that carry the new one. */
export async function turnBack(
  { current }: Ledger,
  target: Generation,
  sightings: readonly Sighting[],
  tools: Tools,
  means: Means,
): Promise<void> {
  const now = await lookAgain(sightings, means);
  const due = now.filter(({ observed }) => observed.keyPairName === target.name);
  if (current && due.length > 0) await cycle(current, due, tools, means);
}

/** A blocked rotation goes on only in that instances which do not let the new key in get the old one again. */
export async function finishTurningBack(
  ledger: Ledger,
  target: Generation,
  blind: readonly Sighting[],
  tools: Tools,
  means: Means,
): Promise<void> {
  const carrying = blind.filter(({ observed }) => observed.keyPairName === target.name);
  await turnBack(ledger, target, await findRefusing(target, carrying, tools, means), tools, means);
}

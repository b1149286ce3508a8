import type { Sighting } from '../../fleet/match.ts';
import type { Generation, Ledger } from '../ledger.ts';
import type { Means } from '../means.ts';
import { lookAgain } from '../sight.ts';
import { labelOf } from '../stages.ts';
import type { Tools } from './converge.ts';
import { cycle } from './cycle.ts';
import { logIn } from './log-in.ts';

/** Failures that say nothing of the key. */
const NOT_OF_THE_KEY = new Set(['LoginUnreachable', 'LoginNotTried', 'NotStarted', 'RestartHalted', 'RestartUnderWay']);

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
  const failed = entries.filter(({ status, code }) => status === 'failed' && !NOT_OF_THE_KEY.has(code));
  if (failed.length === 0 || target !== ledger.pending) return;
  const { secrets, rotation, clock } = means;
  await secrets.updateStage(rotation.secret, labelOf('Blocked', clock.now()), { to: target.versionId });
  const ids = new Set(failed.map(({ instanceId }) => instanceId));
  await turnBack(
    ledger,
    target,
    blind.filter(({ observed }) => ids.has(observed.instanceId)),
    tools,
    means,
  );
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
  const running = carrying.filter(({ observed }) => observed.status === 'Running');
  const letIn = new Set(await logIn(target, running, () => null, tools, means));
  await turnBack(
    ledger,
    target,
    carrying.filter((one) => !letIn.has(one)),
    tools,
    means,
  );
}

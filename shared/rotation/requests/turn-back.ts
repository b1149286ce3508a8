import type { Generation, Ledger } from '../../ledger/ledger.ts';
import { RotationRefusedError } from '../errors.ts';
import { markPending, relabel, unlabel, unmarkPending } from '../secret/relabel.ts';
import { isBackwards } from '../state/phase.ts';
import { readSecret } from '../steps/create.ts';
import type { Means } from '../tick-context.ts';
import type { Aim } from './forecast.ts';

/**
 * Turns a rotation back. Before its promotion the generation on its way is withdrawn; after it, the one before is put on
 * its way again, as long as it was not taken away. Either way the ticks that follow walk there like forward.
 * @throws RotationRefusedError when there is nothing to turn back, or no way
 */
export async function rollBack(ledger: Ledger, wanted: string | undefined, means: Means): Promise<void> {
  const { generation: before } = planRollBack(ledger, wanted, means.clock.now());
  if (ledger.pending) return withdraw(ledger.pending, means);
  if (before === null) return recall(ledger, means);
  await markPending(before, means);
  await unlabel(before, () => true, means);
}

/** A run that overtook this one may have stored its key meanwhile. */
async function recall({ announcementId }: Ledger, means: Means): Promise<void> {
  await unmarkPending({ versionId: announcementId }, means);
  const { pending } = await readSecret(means);
  if (pending) await withdraw(pending, means);
}

/** Its other labels come off first: with four old generations, the secret has no room for one more stage. */
async function withdraw(pending: Generation, means: Means): Promise<void> {
  await unlabel(pending, () => true, means);
  await relabel({ ...pending, labels: [] }, 'Withdrawn', means.clock.now(), means);
  await unmarkPending(pending, means);
}

/** What a way back leads to: the one in use where none was promoted since, none where none was made. @throws RotationRefusedError */
export function planRollBack(ledger: Ledger, wanted: string | undefined, nowMs: number): Aim {
  const { pending, isAnnounced, current } = ledger;
  if (pending && isBackwards(ledger))
    throw new RotationRefusedError(`the way back to ${pending.name} is on its way already`);
  if (pending) return { action: 'rollback', generation: current };
  return { action: 'rollback', generation: isAnnounced ? null : findBefore(ledger, wanted, nowMs) };
}

function findBefore(ledger: Ledger, wanted: string | undefined, nowMs: number): Generation {
  const { retained, generations, current } = ledger;
  const named = generations.find(({ name }) => name === wanted);
  if (wanted !== undefined && !named) throw new RotationRefusedError(`there is no generation ${wanted}`);
  const candidate = named ? retained.find(({ generation }) => generation === named) : retained.at(-1);
  const generation = candidate?.generation;
  if (generation?.isRevoked) throw new RotationRefusedError(`${generation.name} was revoked: nothing goes back to it`);
  if (!candidate || !generation)
    throw new RotationRefusedError(`there is nothing to go back to${current ? ` from ${current.name}` : ''}`);
  if (!candidate.isSwept && candidate.untilMs > nowMs) return generation;
  throw new RotationRefusedError(`${generation.name} is being taken away already: rotate anew instead`);
}

/**
 * Notes that a generation leaked: it has no grace, and nothing goes back to it. The current one is replaced by a rotation
 * that begins at once; one on its way is withdrawn.
 * @throws RotationRefusedError when there is no such generation
 */
export async function revoke(ledger: Ledger, wanted: string | undefined, means: Means): Promise<void> {
  const generation = planRevoke(ledger, wanted);
  if (!generation) return;
  const isSwept = generation.labels.some(({ kind }) => kind === 'Lagging' || kind === 'RevokedLagging');
  const isNew = !generation.isRevoked;
  if (isNew) await relabel(generation, isSwept ? 'RevokedLagging' : 'Revoked', means.clock.now(), means);
  if (ledger.pending === generation) await unmarkPending(generation, means);
}

/** The generation to revoke; null when nothing is there yet but generation 0, which the first rotation replaces. */
export function planRevoke({ generations, current }: Ledger, wanted: string | undefined): Generation | null {
  if (wanted === undefined) return current;
  const named = generations.find(({ name }) => name === wanted);
  if (named) return named;
  if (generations.length === 0) return null;
  throw new RotationRefusedError(`there is no generation ${wanted}`);
}

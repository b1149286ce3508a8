import { RotationRefusedError } from './errors.ts';
import type { Generation, Ledger } from './ledger.ts';
import type { Means } from './means.ts';
import { isBackwards } from './phase.ts';
import { markPending, relabel, unlabel, unmarkPending } from './stage-moves.ts';

/**
 * Turns a rotation back. Before its promotion the generation on its way is withdrawn; after it, the one before is put on
 * its way again, as long as it was not taken away. Either way the ticks that follow walk there like forward.
 * @throws RotationRefusedError when there is nothing to turn back, or no way
 */
export async function rollBack(ledger: Ledger, wanted: string | undefined, means: Means): Promise<void> {
  const { pending, isAnnounced } = ledger;
  if (pending && !isBackwards(ledger)) return withdraw(pending, means);
  if (pending) throw new RotationRefusedError(`the way back to ${pending.name} is on its way already`);
  if (isAnnounced) return unmarkPending({ versionId: ledger.announcementId }, means);
  const before = planRollBack(ledger, wanted, means.clock.now());
  await markPending(before, means);
  await unlabel(before, () => true, means);
}

/** Its other labels come off first: with four old generations, the secret has no room for one more stage. */
async function withdraw(pending: Generation, means: Means): Promise<void> {
  await unlabel(pending, () => true, means);
  await relabel({ ...pending, labels: [] }, 'Withdrawn', means.clock.now(), means);
  await unmarkPending(pending, means);
}

/** The generation to go back to. @throws RotationRefusedError */
export function planRollBack(ledger: Ledger, wanted: string | undefined, nowMs: number): Generation {
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

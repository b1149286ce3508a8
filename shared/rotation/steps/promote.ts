import { CURRENT } from '../../kms/index.ts';
import type { Ledger } from '../ledger.ts';
import type { Means } from '../means.ts';
import { relabel, unmarkPending } from '../stage-moves.ts';

/**
 * Makes the generation on its way the current one. The old one is labelled first, with until when it has to be kept; one
 * that leaked is labelled already, and has no grace.
 */
export async function promote({ pending, current }: Ledger, means: Means): Promise<void> {
  if (!pending || !current) return;
  const { secrets, rotation, clock } = means;
  if (!current.isRevoked) await relabel(current, 'KeepUntil', clock.now() + rotation.graceMs, means);
  await secrets.updateStage(rotation.secret, CURRENT, { to: pending.versionId });
  await unmarkPending(pending, means);
}

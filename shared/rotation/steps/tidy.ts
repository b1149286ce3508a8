import { PREVIOUS } from '../../cloud/kms/index.ts';
import { type LabelKind, PENDING } from '../../ledger/labels.ts';
import type { Generation, Ledger } from '../../ledger/ledger.ts';
import { relabel, unlabel, unmarkPending } from '../secret/relabel.ts';
import type { Means } from '../tick-context.ts';
import { moveCurrent } from './promote.ts';

/**
 * Finishes changes of stages that a tick before began: labels are put on before others come off, so after a crash a
 * version may have one too many. Returns whether anything was changed.
 */
export async function tidy(ledger: Ledger, means: Means): Promise<boolean> {
  let changed = false;
  const change = async (work: Promise<void>) => {
    await work;
    changed = true;
  };
  const back = whereBack(ledger);
  if (back) await change(moveCurrent(back.from, back.to, means));
  for (const generation of ledger.generations) {
    if (generation.stages.includes(PENDING) && generation !== ledger.pending) {
      await change(unmarkPending(generation, means));
    }
    const surplus = surplusOf(generation, ledger);
    if (surplus === 'merge') await change(merge(generation, means));
    else if (surplus.length > 0) await change(unlabel(generation, ({ kind }) => surplus.includes(kind), means));
  }
  return changed;
}

/** One that was withdrawn while it was promoted is not in use: the one before is again. Null where there is none to use. */
function whereBack({ current, generations }: Ledger): { from: Generation; to: Generation } | null {
  if (!current?.labels.some(({ kind }) => kind === 'Withdrawn')) return null;
  const before = generations.find(({ stages }) => stages.includes(PREVIOUS));
  const isUsable = before && !before.isRevoked && !before.labels.some(({ kind }) => kind === 'Withdrawn');
  return isUsable ? { from: current, to: before } : null;
}

function surplusOf(generation: Generation, { pending, current }: Ledger): readonly LabelKind[] | 'merge' {
  const kinds = generation.labels.map(({ kind }) => kind);
  const of = (...some: LabelKind[]) => kinds.filter((kind) => some.includes(kind));
  if (generation === pending) return of('KeepUntil', 'Lagging');
  if (generation === current) return pending ? of('Blocked') : of('KeepUntil', 'Lagging', 'Blocked');
  if (kinds.includes('Blocked')) return of('Blocked');
  return kinds.length > 1 ? 'merge' : [];
}

/** One label that says what all of them say. */
function merge(generation: Generation, means: Means): Promise<void> {
  const { labels } = generation;
  const has = (kind: LabelKind) => labels.some((label) => label.kind === kind);
  const isSwept = has('Lagging') || has('RevokedLagging');
  const strongest: LabelKind = isSwept
    ? generation.isRevoked
      ? 'RevokedLagging'
      : 'Lagging'
    : ((['Revoked', 'Withdrawn', 'KeepUntil'] as const).find(has) ?? 'KeepUntil');
  const times = labels.filter(({ kind }) => kind === strongest).map(({ atMs }) => atMs);
  return relabel(generation, strongest, times.length > 0 ? Math.max(...times) : means.clock.now(), means);
}

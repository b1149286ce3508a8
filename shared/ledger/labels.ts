import { compactTime, readCompactTime } from '../fleet/times.ts';

/**
 * What is written on the versions of a rotation's secret, as stages of ours. A secret has 8 stages at most and two are
 * KMS's own, so each version that is kept carries one label. Source: Kms 2016-01-20, "version stages"; that they take
 * letters, digits and `-` is a choice, because which characters they may have is not documented.
 */
export const PENDING = 'KeyfleetPending';

/**
 * Kinds of label, each written with a time, such as `KeepUntil-20261121T183000Z`:
 * - `KeepUntil`: replaced; works beside the new one until then.
 * - `Revoked`, `Withdrawn`: leaked, or rolled back before it was promoted; not to be used since then.
 * - `Lagging`, `RevokedLagging`: taken from all instances that could be reached by then; some are left.
 * - `Blocked`: beside {@link PENDING}: the rotation stopped then and waits for an operator.
 */
export const LABELS = ['KeepUntil', 'Revoked', 'Withdrawn', 'Lagging', 'RevokedLagging', 'Blocked'] as const;
export type LabelKind = (typeof LABELS)[number];

/** A label of a version. */
export interface Label {
  readonly kind: LabelKind;
  /** Epoch milliseconds, to the second. */
  readonly atMs: number;
  /** The stage as KMS has it. */
  readonly stage: string;
}

/** The stage that says so. */
export function labelOf(kind: LabelKind, atMs: number): string {
  return `${kind}-${compactTime(atMs)}`;
}

/** Reads a stage; null when it is no label of ours. */
export function readLabel(stage: string): Label | null {
  const kind = LABELS.find((one) => stage.startsWith(`${one}-`));
  const atMs = kind ? readCompactTime(stage.slice(kind.length + 1)) : null;
  return kind && atMs !== null ? { kind, atMs, stage } : null;
}

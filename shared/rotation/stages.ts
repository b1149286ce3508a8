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
  return `${kind}-${new Date(atMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

const SHAPE = /^([A-Za-z]+)-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** Reads a stage; null when it is no label of ours. */
export function readLabel(stage: string): Label | null {
  const [, word, year, month, day, hour, minute, second] = SHAPE.exec(stage) ?? [];
  const kind = LABELS.find((one) => one === word);
  const atMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return kind && !Number.isNaN(atMs) ? { kind, atMs, stage } : null;
}

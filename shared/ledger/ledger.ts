import { CURRENT, PREVIOUS, type SecretVersion } from '../cloud/kms/index.ts';
import { generationTime, isGenerationOf } from '../fleet/generation.ts';
import { announcementId, isAnnouncement } from './announcement.ts';
import { type Label, PENDING, readLabel } from './labels.ts';
import { findStrange, lateIn, type Strange } from './strange.ts';

/** One generation of a key pair, as its secret's version shows it. */
export interface Generation {
  /** The key pair's name; the logical name itself for generation 0. */
  readonly name: string;
  /** Of generation 0 whatever version was there, or our placeholder. */
  readonly versionId: string;
  readonly stages: readonly string[];
  readonly labels: readonly Label[];
  /** When it was made, epoch milliseconds; null for generation 0. */
  readonly madeMs: number | null;
  /** When its version was stored, epoch milliseconds; null when KMS did not say. */
  readonly storedMs: number | null;
  /** It leaked: it is taken away without grace, and is nothing to go back to. */
  readonly isRevoked: boolean;
}

/** A generation that was replaced and is not forgotten yet. */
export interface Retained {
  readonly generation: Generation;
  /** From when on it is to be taken away, epoch milliseconds. */
  readonly untilMs: number;
  /** It was taken from all that could be reached; those that could not are left. */
  readonly isSwept: boolean;
}

/** What a rotation's secret says. Everything else is seen in the products and the guests. */
export interface Ledger {
  /** The logical name. */
  readonly name: string;
  readonly current: Generation | null;
  /** The generation on its way; null when there is none, or it has only been announced. */
  readonly pending: Generation | null;
  /** A generation was announced and its key is not stored yet. */
  readonly isAnnounced: boolean;
  /** The version that announces the generation on its way, or will announce the next one. */
  readonly announcementId: string;
  /** When the announcement that was called back last was made, epoch milliseconds; null when there is none. */
  readonly recalledMs: number | null;
  /** Since when the pending one waits for an operator, epoch milliseconds. */
  readonly blockedSinceMs: number | null;
  /** Oldest first. */
  readonly retained: readonly Retained[];
  /** All that the secret still has, oldest first. */
  readonly generations: readonly Generation[];
  /** What no rotation wrote: nothing is decided from a ledger that has some. */
  readonly strange: readonly Strange[];
}

/**
 * Reads the versions of a secret. Does no I/O.
 * @param name the logical name
 * @param mark of the owner, for ledgers that are written to
 */
export function readLedger(name: string, versions: readonly SecretVersion[], mark = ''): Ledger {
  const generations = toGenerations(name, versions);
  const carrying = (stage: string) => generations.find(({ stages }) => stages.includes(stage)) ?? null;
  const current = carrying(CURRENT);
  const marked = carrying(PENDING);
  const pending = marked && marked !== current && !isVoid(marked) ? marked : null;
  const announced = versions.find(({ versionId, stages }) => isAnnouncement(versionId) && stages.includes(PENDING));
  const { next, recalled } = findAnnouncements(generations.at(-1)?.name ?? name, versions, mark);
  const blocked = pending?.labels.find(({ kind }) => kind === 'Blocked');
  const others = generations.filter((one) => one !== current && one !== pending);
  return {
    name,
    current,
    pending,
    isAnnounced: announced !== undefined,
    announcementId: announced?.versionId ?? next,
    recalledMs: recalled?.createdMs ?? null,
    blockedSinceMs: blocked?.atMs ?? null,
    retained: others.flatMap(toRetained),
    generations,
    strange: findStrange(name, versions),
  };
}

/** The generation made last, whatever became of it; the next one comes after it. Null before the first look. */
export const newestOf = ({ generations }: Ledger): Generation | null => generations.at(-1) ?? null;

/** What every instance is to carry. */
export const targetOf = ({ pending, current }: Ledger): Generation | null => pending ?? current;

/**
 * An announcement after the newest generation without a stage was called back. KMS never takes another value under its
 * id, so the next one follows from it as it follows from a generation.
 */
function findAnnouncements(newest: string, versions: readonly SecretVersion[], mark: string) {
  let before = newest;
  let recalled: SecretVersion | undefined;
  for (;;) {
    const ids = [announcementId(before, mark), announcementId(before)];
    const there = versions.find(({ versionId }) => ids.includes(versionId));
    if (!there || there.stages.includes(PENDING)) return { next: there?.versionId ?? ids[0] ?? '', recalled };
    recalled = there;
    before = there.versionId;
  }
}

/** One that was rolled back or leaked while it was on its way is not on its way any more. */
const isVoid = ({ labels }: Generation) => labels.some(({ kind }) => VOID.has(kind));
const VOID = new Set<string>(['Withdrawn', 'Revoked', 'RevokedLagging']);

function toGenerations(name: string, versions: readonly SecretVersion[]): Generation[] {
  const made = versions.filter(({ versionId }) => isGenerationOf(name, versionId) && versionId !== name);
  const isLate = lateIn(name, versions);
  const first = versions.filter((one) => !made.includes(one) && !isLate(one));
  const zero = chooseZero(first.filter(({ versionId }) => !isAnnouncement(versionId)));
  const generations = made.map((version) => toGeneration(version.versionId, version));
  const sorted = generations.toSorted((a, b) => (a.madeMs ?? 0) - (b.madeMs ?? 0));
  return zero ? [toGeneration(name, zero), ...sorted] : sorted;
}

/** Of versions that we did not make, the one in use. */
function chooseZero(versions: readonly SecretVersion[]): SecretVersion | undefined {
  const inUse = versions.find(({ stages }) => stages.includes(CURRENT));
  const labelled = versions.find(({ stages }) => stages.some((stage) => readLabel(stage) ?? stage === PENDING));
  return inUse ?? labelled ?? versions.find(({ stages }) => stages.includes(PREVIOUS)) ?? versions.at(-1);
}

function toGeneration(name: string, { versionId, stages, createdMs }: SecretVersion): Generation {
  const labels = stages.map(readLabel).filter((label) => label !== null);
  const isRevoked = labels.some(({ kind }) => kind === 'Revoked' || kind === 'RevokedLagging');
  return { name, versionId, stages, labels, madeMs: generationTime(name), storedMs: createdMs, isRevoked };
}

/** A label that says more wins over one that is about to be taken off. */
function toRetained(generation: Generation): Retained[] {
  const { labels } = generation;
  const kept = labels.filter(({ kind }) => kind !== 'Blocked');
  if (kept.length === 0) return [];
  const isOver = kept.some(({ kind }) => kind !== 'KeepUntil');
  const untilMs = isOver ? 0 : Math.max(...kept.map(({ atMs }) => atMs));
  const isSwept = kept.some(({ kind }) => kind === 'Lagging' || kind === 'RevokedLagging');
  return [{ generation, untilMs, isSwept }];
}

import { CURRENT, PREVIOUS, type SecretVersion } from '../cloud/kms/index.ts';
import { isGenerationOf } from '../fleet/generation.ts';
import { isAnnouncement } from './announcement.ts';
import { PENDING, readLabel } from './labels.ts';

/** A stage in a rotation's secret that no rotation put there. */
export interface Strange {
  readonly versionId: string;
  readonly stage: string;
  /** Of `ACSCurrent`, which can only be moved: the version that it was most likely taken from; null: unknown. */
  readonly backTo: string | null;
}

const OF_KMS = new Set([CURRENT, PREVIOUS]);

/**
 * Versions that were stored after the first of ours and say something by a stage, and stages that mean nothing to us. What
 * was there before the first of ours is generation 0, whatever it is called.
 */
export function findStrange(name: string, versions: readonly SecretVersion[]): Strange[] {
  const isLate = lateIn(name, versions);
  const taken = versions.find((one) => !isLate(one) && one.stages.includes(PREVIOUS));
  const backTo = taken?.versionId ?? versions.findLast(({ versionId }) => isMade(name, versionId))?.versionId ?? null;
  return versions.flatMap((version) => {
    const isStrange = (stage: string) => (isLate(version) ? stage !== PREVIOUS : !isKnown(stage));
    return version.stages.filter(isStrange).map((stage) => {
      return { versionId: version.versionId, stage, backTo: stage === CURRENT ? backTo : null };
    });
  });
}

/** Whether a version is none of ours and was stored after the first of ours. Times are to the second. */
export function lateIn(name: string, versions: readonly SecretVersion[]): (version: SecretVersion) => boolean {
  const isOurs = ({ versionId }: SecretVersion) => isAnnouncement(versionId) || isMade(name, versionId);
  const ours = versions.filter(isOurs);
  const firstMs = Math.min(...ours.map(({ createdMs }) => createdMs ?? Number.POSITIVE_INFINITY));
  const margin = ours.some(({ stages }) => stages.includes(PREVIOUS)) ? 1 : 0;
  return (version) => !isOurs(version) && (version.createdMs ?? 0) > firstMs - margin;
}

const isMade = (name: string, versionId: string) => isGenerationOf(name, versionId);

const isKnown = (stage: string) => OF_KMS.has(stage) || stage === PENDING || readLabel(stage) !== null;

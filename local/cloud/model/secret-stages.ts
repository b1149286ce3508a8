import { CloudError } from '../action/refusal.ts';
import { kmsRefusals } from '../services/kms/refusals.ts';
import { CURRENT, PREVIOUS, type Secret, stagesOf } from './secret.ts';

/** "The total number of version stages for each generic secret cannot exceed 8." Choice: the built-in ones count. */
const maxStages = 8;
/** "Each generic secret can have a maximum of 10 versions." */
const maxVersions = 10;

/**
 * Points stages to a version. The version that was ACSCurrent becomes ACSPrevious, by whatever call ACSCurrent moved.
 * Source: KMS "Object model of secrets": a stage points to one version; Kms 2016-01-20 PutSecretValue,
 * UpdateSecretVersionStage.
 * @throws CloudError Rejected.LimitExceeded beyond 8 stages (choice of code: not documented); nothing is moved then
 */
export function pointStages(secret: Secret, stages: readonly string[], versionId: string): void {
  const next = new Map(secret.stages);
  for (const stage of stages) {
    const before = next.get(stage);
    next.set(stage, versionId);
    if (stage === CURRENT && before !== undefined && before !== versionId) next.set(PREVIOUS, before);
  }
  if (next.size > maxStages) throw new CloudError(kmsRefusals.tooManyStages);
  secret.stages = next;
}

/** Takes a stage off whatever it points to. */
export function removeStage(secret: Secret, stage: string): void {
  secret.stages = new Map([...secret.stages].filter(([name]) => name !== stage));
}

/** Drops the oldest versions without a stage, as long as there are more than 10. Source: as above. */
export function dropSurplus(secret: Secret): void {
  while (secret.versions.length > maxVersions) {
    const oldest = secret.versions.findIndex(({ versionId }) => stagesOf(secret, versionId).length === 0);
    if (oldest < 0) return;
    secret.versions.splice(oldest, 1);
  }
}

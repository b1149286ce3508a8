import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { CURRENT, PREVIOUS } from '../../../model/secret.ts';
import { pointStages, removeStage } from '../../../model/secret-stages.ts';
import { findUsableSecret, findVersion } from '../find-secret.ts';
import { optionalVersionId, regionId, secretName, stage } from '../parameters.ts';
import { kmsRefusals } from '../refusals.ts';
import { secret } from '../resources.ts';

/**
 * Points a stage to a version, takes a stage of one's own off a version, or both at once; one of the two has to be
 * said, and built-in stages can only be moved. Source: Kms 2016-01-20 UpdateSecretVersionStage.
 * Choices: what is left out is a missing parameter; a stage that is to be taken off a version which does not have it is
 * an invalid one; moving a stage to where it is succeeds.
 */
export const updateSecretVersionStage = defineAction({
  parameters: {
    RegionId: regionId,
    SecretName: secretName,
    VersionStage: stage,
    MoveToVersion: optionalVersionId,
    RemoveFromVersion: optionalVersionId,
  },
  resources: secret,
  run: (cloud, { RegionId, SecretName, VersionStage, MoveToVersion, RemoveFromVersion }) => {
    const isBuiltIn = VersionStage === CURRENT || VersionStage === PREVIOUS;
    const isMissing = MoveToVersion === undefined && (isBuiltIn || RemoveFromVersion === undefined);
    if (isMissing) throw new CloudError(kmsRefusals.missing);
    const found = findUsableSecret(cloud, { RegionId, SecretName });
    for (const id of [MoveToVersion, RemoveFromVersion]) if (id !== undefined) findVersion(found, id);
    const pointed = found.stages.get(VersionStage);
    if ((RemoveFromVersion ?? pointed) !== pointed) throw new CloudError(kmsRefusals.invalid);
    if (MoveToVersion === undefined) removeStage(found, VersionStage);
    else pointStages(found, [VersionStage], MoveToVersion);
    found.updatedMs = cloud.now();
    return { SecretName: found.name };
  },
});

import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { CURRENT, PREVIOUS, type SecretDataType, SecretVersion, stagesOf, versionOf } from '../../../model/secret.ts';
import { dropSurplus, pointStages } from '../../../model/secret-stages.ts';
import { findUsableSecret, keyIdOf } from '../find-secret.ts';
import { readStages, regionId, secretData, secretDataType, secretName, versionId } from '../parameters.ts';
import { kmsRefusals } from '../refusals.ts';
import { keyOf, secret } from '../resources.ts';

/**
 * Adds a version. The same id with the same value is ignored and succeeds; with another value it is refused.
 * Source: Kms 2016-01-20 PutSecretValue. Choices: the code of that refusal is the one of CreateSecret; a version with
 * the same value keeps its stages; ACSCurrent and ACSPrevious at once make no sense and are refused.
 */
export const putSecretValue = defineAction({
  parameters: {
    RegionId: regionId,
    SecretName: secretName,
    VersionId: versionId,
    SecretData: secretData,
    SecretDataType: secretDataType,
    VersionStages: { type: 'json-array', maxItems: 8 },
  },
  resources: (named, cloud) => [
    ...secret(named),
    ...keyOf(named.RegionId, keyIdOf(cloud, named), 'kms:GenerateDataKey'),
  ],
  run: (cloud, { RegionId, SecretName, VersionId, SecretData, SecretDataType = 'text', VersionStages = [CURRENT] }) => {
    const stages = readStages(VersionStages);
    if (stages.includes(CURRENT) && stages.includes(PREVIOUS)) throw new CloudError(kmsRefusals.invalid);
    const found = findUsableSecret(cloud, { RegionId, SecretName });
    const version = new SecretVersion(VersionId, SecretData, SecretDataType as SecretDataType, cloud.now());
    const there = versionOf(found, VersionId);
    if (there && !there.holds(SecretData, version.dataType)) throw new CloudError(kmsRefusals.exists);
    if (!there) {
      pointStages(found, stages, VersionId);
      found.versions.push(version);
      found.updatedMs = cloud.now();
      dropSurplus(found);
    }
    return { SecretName: found.name, VersionId, VersionStages: { VersionStage: stagesOf(found, VersionId) } };
  },
});

import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { CURRENT, type Secret, stagesOf } from '../../../model/secret.ts';
import { toSeconds } from '../../../model/time.ts';
import { findUsableSecret, findVersion, keyIdOf } from '../find-secret.ts';
import { optionalStage, optionalVersionId, regionId, secretName } from '../parameters.ts';
import { kmsRefusals } from '../refusals.ts';
import { keyOf, secret } from '../resources.ts';

/**
 * One version's value, by id or by stage, by default ACSCurrent. Source: Kms 2016-01-20 GetSecretValue.
 * Choices: with both, the version has to have the stage; FetchExtendedConfig and DryRun change nothing.
 */
export const getSecretValue = defineAction({
  parameters: { RegionId: regionId, SecretName: secretName, VersionId: optionalVersionId, VersionStage: optionalStage },
  resources: (named, cloud) => [...secret(named), ...keyOf(named.RegionId, keyIdOf(cloud, named), 'kms:Decrypt')],
  run: (cloud, { RegionId, SecretName, VersionId, VersionStage }) => {
    const found = findUsableSecret(cloud, { RegionId, SecretName });
    const version = findVersion(found, chooseVersion(found, VersionId, VersionStage));
    return {
      SecretName: found.name,
      SecretType: 'Generic',
      SecretData: version.reveal(),
      SecretDataType: version.dataType,
      VersionId: version.versionId,
      VersionStages: { VersionStage: stagesOf(found, version.versionId) },
      CreateTime: toSeconds(found.createdMs),
    };
  },
});

function chooseVersion({ stages }: Secret, versionId: string | undefined, stage: string | undefined): string {
  if (versionId !== undefined && stage === undefined) return versionId;
  const pointed = stages.get(stage ?? CURRENT);
  if (pointed === undefined || (versionId ?? pointed) !== pointed) throw new CloudError(kmsRefusals.notFound);
  return pointed;
}

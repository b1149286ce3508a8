import { defineAction } from '../../../action/action.ts';
import { pageOf } from '../../../model/filters.ts';
import { stagesOf } from '../../../model/secret.ts';
import { toSeconds } from '../../../model/time.ts';
import { findSecret } from '../find-secret.ts';
import { regionId, secretName, textFlag } from '../parameters.ts';
import { secret } from '../resources.ts';

/**
 * The versions of a secret without their values: those with a stage, or all of them with IncludeDeprecated.
 * Source: Kms 2016-01-20 ListSecretVersionIds. Choices: oldest first; pages of 20, as it says today, 100 at most, as
 * ListSecrets has it.
 */
export const listSecretVersionIds = defineAction({
  parameters: {
    RegionId: regionId,
    SecretName: secretName,
    IncludeDeprecated: textFlag,
    PageNumber: { type: 'integer', min: 1, default: 1 },
    PageSize: { type: 'integer', min: 1, max: 100, default: 20 },
  },
  resources: secret,
  run: (cloud, { RegionId, SecretName, IncludeDeprecated, PageNumber, PageSize }) => {
    const found = findSecret(cloud, { RegionId, SecretName });
    const rows = found.versions
      .map(({ versionId, createdMs }) => ({
        VersionId: versionId,
        CreateTime: toSeconds(createdMs),
        VersionStages: { VersionStage: stagesOf(found, versionId) },
      }))
      .filter((row) => IncludeDeprecated === 'true' || row.VersionStages.VersionStage.length > 0);
    const page = { PageNumber, PageSize, TotalCount: rows.length };
    return { SecretName: found.name, ...page, VersionIds: { VersionId: pageOf(rows, PageNumber, PageSize) } };
  },
});

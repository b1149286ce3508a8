import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { findSecret } from '../find-secret.ts';
import { regionId, secretName } from '../parameters.ts';
import { readTags } from '../read-tags.ts';
import { kmsRefusals } from '../refusals.ts';
import { secret } from '../resources.ts';

/**
 * Adds tags to a secret, or changes the values of those that it has. Source: Kms 2016-01-20 TagResource. Choices: keys
 * and certificates, which it takes too, are not modelled; beyond 20 tags the code is that of other limits.
 */
export const tagResource = defineAction({
  parameters: { RegionId: regionId, SecretName: secretName, Tags: { type: 'string', required: true } },
  resources: secret,
  run: (cloud, { RegionId, SecretName, Tags }) => {
    const found = findSecret(cloud, { RegionId, SecretName });
    const tags = { ...found.tags, ...readTags(Tags) };
    if (Object.keys(tags).length > 20) throw new CloudError(kmsRefusals.tooManyTags);
    found.tags = tags;
    return {};
  },
});

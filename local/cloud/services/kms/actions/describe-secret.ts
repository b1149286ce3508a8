import { defineAction } from '../../../action/action.ts';
import { findSecret } from '../find-secret.ts';
import { regionId, secretName, textFlag } from '../parameters.ts';
import { secret, secretArn } from '../resources.ts';
import { showSecret, showTags } from '../secret-view.ts';

/** A secret without its values, also while it waits for its deletion. Source: Kms 2016-01-20 DescribeSecret. */
export const describeSecret = defineAction({
  parameters: { RegionId: regionId, SecretName: secretName, FetchTags: textFlag },
  resources: secret,
  run: (cloud, { RegionId, SecretName, FetchTags }) => {
    const found = findSecret(cloud, { RegionId, SecretName });
    return {
      Arn: secretArn(cloud.accountId, RegionId, found.name),
      ...showSecret(found),
      Description: found.description,
      ...(found.encryptionKeyId !== undefined && { EncryptionKeyId: found.encryptionKeyId }),
      ...(found.instanceId !== undefined && { DKMSInstanceId: found.instanceId }),
      ...(FetchTags === 'true' && showTags(found)),
    };
  },
});

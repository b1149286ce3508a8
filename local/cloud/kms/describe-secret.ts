import { defineAction } from '../action.ts';
import { findSecret } from './find-secret.ts';
import { secretName, textFlag } from './parameters.ts';
import { secret, secretArn } from './resources.ts';
import { showSecret, showTags } from './secret-view.ts';

/** A secret without its values, also while it waits for its deletion. Source: Kms 2016-01-20 DescribeSecret. */
export const describeSecret = defineAction({
  parameters: { SecretName: secretName, FetchTags: textFlag },
  resources: ({ SecretName }) => secret(SecretName),
  run: (cloud, { SecretName, FetchTags }) => {
    const found = findSecret(cloud, SecretName);
    return {
      Arn: secretArn(cloud.accountId, found.name),
      ...showSecret(found),
      Description: found.description,
      ...(found.encryptionKeyId !== undefined && { EncryptionKeyId: found.encryptionKeyId }),
      ...(FetchTags === 'true' && showTags(found)),
    };
  },
});

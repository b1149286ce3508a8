import { defineAction } from '../action.ts';
import { CloudError } from '../refusal.ts';
import { newSecretName, secretData, secretDataType, versionId } from './parameters.ts';
import { readTags } from './read-tags.ts';
import { kmsRefusals } from './refusals.ts';
import { secretArn, secretContainer } from './resources.ts';
import { type SecretDataType, SecretVersion } from './secret.ts';

/**
 * Makes a secret; its first version becomes ACSCurrent, whatever it holds. Source: Kms 2016-01-20 CreateSecret.
 * Choices: only Generic secrets are made here; whether the caller may use the encryption key is not asked; what only
 * other types take (ExtendedConfig, rotation) is ignored, as documented for Generic.
 */
export const createSecret = defineAction({
  parameters: {
    SecretName: newSecretName,
    VersionId: versionId,
    SecretData: secretData,
    SecretDataType: secretDataType,
    SecretType: { type: 'string', enum: ['Generic'] },
    Description: { type: 'string', maxLength: 256 },
    EncryptionKeyId: { type: 'string' },
    DKMSInstanceId: { type: 'string' },
    Tags: { type: 'string' },
  },
  resources: () => secretContainer,
  run: (cloud, { SecretName: name, VersionId, SecretData, SecretDataType = 'text', ...more }) => {
    const there = cloud.secrets.find(name);
    if (there) throw new CloudError(there.plannedDeleteMs === null ? kmsRefusals.exists : kmsRefusals.inDeleteWindow);
    const first = new SecretVersion(VersionId, SecretData, SecretDataType as SecretDataType, cloud.now());
    const { Description: description = '', EncryptionKeyId: encryptionKeyId } = more;
    cloud.secrets.create({ name, description, encryptionKeyId, tags: readTags(more.Tags) }, first);
    return { Arn: secretArn(cloud.accountId, name), SecretName: name, SecretType: 'Generic', VersionId };
  },
});

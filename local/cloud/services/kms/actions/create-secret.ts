import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { type SecretDataType, SecretVersion } from '../../../model/secret.ts';
import { newSecretName, regionId, secretData, secretDataType, versionId } from '../parameters.ts';
import { readTags } from '../read-tags.ts';
import { kmsRefusals } from '../refusals.ts';
import { keyOf, secretArn, secretContainer } from '../resources.ts';

/**
 * Makes a secret; its first version becomes ACSCurrent, whatever it holds. Source: Kms 2016-01-20 CreateSecret.
 * KMS of today makes it only in an instance of the account's own, encrypted with a key of that instance: "Getting started
 * with secrets". Choices: only Generic secrets are made here; instances and keys are not modelled, so that any id of their
 * form is one; what only other types take (ExtendedConfig, rotation) is ignored, as documented for Generic.
 */
export const createSecret = defineAction({
  parameters: {
    RegionId: regionId,
    SecretName: newSecretName,
    VersionId: versionId,
    SecretData: secretData,
    SecretDataType: secretDataType,
    SecretType: { type: 'string', enum: ['Generic'] },
    Description: { type: 'string', maxLength: 256 },
    EncryptionKeyId: { type: 'string', pattern: /^[\w-]{1,64}$/ },
    DKMSInstanceId: { type: 'string', pattern: /^kst-[\w-]{1,60}$/ },
    Tags: { type: 'string' },
  },
  resources: (asked) => [
    ...secretContainer(asked),
    ...keyOf(asked.RegionId, asked.EncryptionKeyId, 'kms:GenerateDataKey'),
  ],
  run: (cloud, { RegionId, SecretName: name, VersionId, SecretData, SecretDataType = 'text', ...more }) => {
    const isPlaced = more.DKMSInstanceId !== undefined && more.EncryptionKeyId !== undefined;
    if (!isPlaced && cloud.settings.secretWithoutInstance === 'refuse') throw new CloudError(kmsRefusals.noInstance);
    const secrets = cloud.secrets.in(RegionId);
    const there = secrets.find(name);
    if (there) throw new CloudError(there.plannedDeleteMs === null ? kmsRefusals.exists : kmsRefusals.inDeleteWindow);
    const first = new SecretVersion(VersionId, SecretData, SecretDataType as SecretDataType, cloud.now());
    const { Description: description = '', EncryptionKeyId: encryptionKeyId, DKMSInstanceId: instanceId } = more;
    secrets.create({ name, description, encryptionKeyId, instanceId, tags: readTags(more.Tags) }, first);
    const arn = secretArn(cloud.accountId, RegionId, name);
    const place = instanceId !== undefined && { DKMSInstanceId: instanceId };
    return { Arn: arn, SecretName: name, SecretType: 'Generic', VersionId, ...place };
  },
});

import { CloudError } from '../errors.ts';
import type { RpcCall } from '../rpc.ts';
import type { Secrets } from './index.ts';
import { withholding } from './withhold.ts';

/**
 * Source: Kms 2016-01-20 CreateSecret, PutSecretValue, UpdateSecretVersionStage and TagResource. That a second value under an id is
 * refused is documented, its code is not: choice of `Rejected.ResourceExist`, as CreateSecret has it.
 */
export function createWriting(call: RpcCall): Pick<Secrets, 'create' | 'put' | 'updateStage' | 'tag'> {
  const send = (action: string, name: string, parameters: object) =>
    withholding(action, name, () => call(action, { SecretName: name, ...parameters }));
  return {
    create: async ({ name, versionId, data, description, kmsInstance, kmsKey, tags }) => {
      const place = { DKMSInstanceId: kmsInstance ?? undefined, EncryptionKeyId: kmsKey ?? undefined };
      const about = { Description: description, Tags: tags && toTags(tags), ...place };
      const parameters = { VersionId: versionId, SecretData: data, ...about };
      return (await isNew(send('CreateSecret', name, parameters))) ? 'created' : 'exists';
    },
    put: async ({ name, versionId, data, stages }) => {
      const labels = stages && JSON.stringify(stages);
      const parameters = { VersionId: versionId, SecretData: data, VersionStages: labels };
      return (await isNew(send('PutSecretValue', name, parameters))) ? 'stored' : 'differs';
    },
    tag: async (name, tags) => void (await send('TagResource', name, { Tags: toTags(tags) })),
    updateStage: async (name, stage, { to, from }) => {
      const parameters = { VersionStage: stage, MoveToVersion: to, RemoveFromVersion: from };
      await send('UpdateSecretVersionStage', name, parameters);
    },
  };
}

/** One JSON string, as no other API has it. */
function toTags(tags: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })));
}

/** False when what was to be made is there already. */
async function isNew(sent: Promise<unknown>): Promise<boolean> {
  try {
    await sent;
    return true;
  } catch (error) {
    if (error instanceof CloudError && error.code === 'Rejected.ResourceExist') return false;
    throw error;
  }
}

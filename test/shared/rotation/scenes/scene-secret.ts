import type { LocalCloud } from '@keyfleet/local-cloud';
import { createSecrets, kmsApi, type Secrets } from '../../../../shared/cloud/kms/index.ts';
import { inKms, openLocal } from '../../../stack.ts';

/** The secret of a scene's rotation, as a person at KMS sees and changes it. */
export interface SceneSecret {
  /** The stages of the secret's versions that have some. */
  stages(): Promise<Record<string, string[]>>;
  /** Leaves of the secret what one has of its current version that names no owner, as none did once. */
  forgetOwner(): Promise<void>;
  /** Has the secret wait for its deletion. */
  deleteSecret(): Promise<void>;
}

const name = 'keyfleet/ops';

/** @param secrets those of a bystander, who reads */
export function openSecret(cloud: LocalCloud, secrets: Secrets): SceneSecret {
  const call = openLocal(cloud)(kmsApi('cn-hangzhou'));
  const byOperator = createSecrets(call);
  return {
    stages: async () => {
      const versions = await secrets.listVersions(name);
      const staged = versions.filter(({ stages }) => stages.length > 0);
      return Object.fromEntries(staged.map(({ versionId, stages }) => [versionId, stages.toSorted()]));
    },
    forgetOwner: async () => {
      const current = await byOperator.get(name);
      if (!current) return;
      const { versionId, data } = current;
      await call('DeleteSecret', { SecretName: name, ForceDeleteWithoutRecovery: 'true' });
      await byOperator.create({ ...inKms, name, versionId, data });
    },
    deleteSecret: async () => {
      await call('DeleteSecret', { SecretName: name });
    },
  };
}

import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { findSecret } from '../find-secret.ts';
import { regionId, secretName } from '../parameters.ts';
import { kmsRefusals } from '../refusals.ts';
import { secret } from '../resources.ts';

/**
 * Takes back a planned deletion, with all versions and stages. Source: Kms 2016-01-20 RestoreSecret: "You can only use
 * this operation to restore a deleted secret that is within its recovery period"; choice: another is an invalid one.
 */
export const restoreSecret = defineAction({
  parameters: { RegionId: regionId, SecretName: secretName },
  resources: secret,
  run: (cloud, { RegionId, SecretName }) => {
    const found = findSecret(cloud, { RegionId, SecretName });
    if (found.plannedDeleteMs === null) throw new CloudError(kmsRefusals.invalid);
    found.plannedDeleteMs = null;
    return { SecretName: found.name };
  },
});

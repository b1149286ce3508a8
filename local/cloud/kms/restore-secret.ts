import { defineAction } from '../action.ts';
import { CloudError } from '../refusal.ts';
import { findSecret } from './find-secret.ts';
import { secretName } from './parameters.ts';
import { kmsRefusals } from './refusals.ts';
import { secret } from './resources.ts';

/**
 * Takes back a planned deletion, with all versions and stages. Source: Kms 2016-01-20 RestoreSecret: "You can only use
 * this operation to restore a deleted secret that is within its recovery period"; choice: another is an invalid one.
 */
export const restoreSecret = defineAction({
  parameters: { SecretName: secretName },
  resources: ({ SecretName }) => secret(SecretName),
  run: (cloud, { SecretName }) => {
    const found = findSecret(cloud, SecretName);
    if (found.plannedDeleteMs === null) throw new CloudError(kmsRefusals.invalid);
    found.plannedDeleteMs = null;
    return { SecretName: found.name };
  },
});

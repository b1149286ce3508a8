import { defineAction } from '../../../action/action.ts';
import { CloudError } from '../../../action/refusal.ts';
import { toSeconds } from '../../../model/time.ts';
import { findSecret } from '../find-secret.ts';
import { regionId, secretName, textFlag } from '../parameters.ts';
import { kmsRefusals } from '../refusals.ts';
import { secret } from '../resources.ts';

const dayMs = 86_400_000;

/**
 * Plans a deletion in 7 to 30 days, by default 30, until when the name stays taken; or deletes at once, which excludes
 * RecoveryWindowInDays. Source: Kms 2016-01-20 DeleteSecret (May 2024).
 * Choices: one that waits for its deletion can be deleted at once, and is otherwise refused; at once, the planned time
 * is now.
 */
export const deleteSecret = defineAction({
  parameters: {
    RegionId: regionId,
    SecretName: secretName,
    ForceDeleteWithoutRecovery: textFlag,
    RecoveryWindowInDays: { type: 'integer', min: 7, max: 30 },
  },
  resources: secret,
  run: (cloud, { RegionId, SecretName, ForceDeleteWithoutRecovery, RecoveryWindowInDays }) => {
    const isForced = ForceDeleteWithoutRecovery === 'true';
    if (isForced && RecoveryWindowInDays !== undefined) throw new CloudError(kmsRefusals.invalid);
    const found = findSecret(cloud, { RegionId, SecretName });
    if (!isForced && found.plannedDeleteMs !== null) throw new CloudError(kmsRefusals.inDeleteWindow);
    found.plannedDeleteMs = cloud.now() + (isForced ? 0 : (RecoveryWindowInDays ?? 30) * dayMs);
    if (isForced) cloud.secrets.in(RegionId).remove(found);
    return { SecretName: found.name, PlannedDeleteTime: toSeconds(found.plannedDeleteMs) };
  },
});

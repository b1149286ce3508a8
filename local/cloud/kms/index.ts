import type { Product } from '../product.ts';
import { createSecret } from './create-secret.ts';
import { deleteSecret } from './delete-secret.ts';
import { describeSecret } from './describe-secret.ts';
import { kmsDialect } from './dialect.ts';
import { getSecretValue } from './get-secret-value.ts';
import { listSecretVersionIds } from './list-secret-version-ids.ts';
import { listSecrets } from './list-secrets.ts';
import { putSecretValue } from './put-secret-value.ts';
import { restoreSecret } from './restore-secret.ts';
import { updateSecretVersionStage } from './update-secret-version-stage.ts';

/** Key Management Service, API version 2016-01-20: its secrets. */
export const kms: Product = {
  name: 'kms',
  version: '2016-01-20',
  ramCode: 'kms',
  dialect: kmsDialect,
  actions: {
    CreateSecret: createSecret,
    DeleteSecret: deleteSecret,
    DescribeSecret: describeSecret,
    GetSecretValue: getSecretValue,
    ListSecretVersionIds: listSecretVersionIds,
    ListSecrets: listSecrets,
    PutSecretValue: putSecretValue,
    RestoreSecret: restoreSecret,
    UpdateSecretVersionStage: updateSecretVersionStage,
  },
};

import type { Product } from '../../action/product.ts';
import { createSecret } from './actions/create-secret.ts';
import { deleteSecret } from './actions/delete-secret.ts';
import { describeSecret } from './actions/describe-secret.ts';
import { getSecretValue } from './actions/get-secret-value.ts';
import { listSecretVersionIds } from './actions/list-secret-version-ids.ts';
import { listSecrets } from './actions/list-secrets.ts';
import { putSecretValue } from './actions/put-secret-value.ts';
import { restoreSecret } from './actions/restore-secret.ts';
import { tagResource } from './actions/tag-resource.ts';
import { updateSecretVersionStage } from './actions/update-secret-version-stage.ts';
import { kmsDialect } from './dialect.ts';
import { kmsLeftOut } from './left-out.ts';
import { regionInHost } from './parameters.ts';

/** Key Management Service, API version 2016-01-20: its secrets. */
export const kms: Product = {
  name: 'kms',
  version: '2016-01-20',
  ramCode: 'kms',
  dialect: kmsDialect,
  leftOut: kmsLeftOut,
  regionInHost,
  actions: {
    CreateSecret: createSecret,
    DeleteSecret: deleteSecret,
    DescribeSecret: describeSecret,
    GetSecretValue: getSecretValue,
    ListSecretVersionIds: listSecretVersionIds,
    ListSecrets: listSecrets,
    PutSecretValue: putSecretValue,
    RestoreSecret: restoreSecret,
    TagResource: tagResource,
    UpdateSecretVersionStage: updateSecretVersionStage,
  },
};

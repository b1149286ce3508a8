import { startLocalCloud } from '@keyfleet/local-cloud';
import { expect, it, onTestFinished } from 'vitest';
import { createSecrets, kmsApi } from '../../../../shared/cloud/kms/index.ts';
import { inKms, openLocal } from '../../../stack.ts';

it('a list of versions that lacks some is an error, and the next one is whole', async () => {
  const cloud = await startLocalCloud();
  onTestFinished(() => cloud.close());
  const secrets = createSecrets(openLocal(cloud)(kmsApi('cn-hangzhou')));
  await secrets.create({ ...inKms, name: 'keyfleet/ops', versionId: 'v1', data: 'one' });
  await secrets.put({ name: 'keyfleet/ops', versionId: 'v2', data: 'two' });
  cloud.faults.add({ fault: 'missingRows', product: 'kms', action: 'ListSecretVersionIds', times: 1 });
  cloud.faults.add({ fault: 'missingRows', product: 'kms', action: 'ListSecretVersionIds', after: 1, times: 1 });
  await expect(secrets.listVersions('keyfleet/ops')).rejects.toMatchObject({ fate: 'lost', code: 'IncompleteAnswer' });
  cloud.faults.clear();
  expect((await secrets.listVersions('keyfleet/ops')).map(({ versionId }) => versionId)).toEqual(['v1', 'v2']);
});

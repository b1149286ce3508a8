import { startLocalCloud } from '@keyfleet/local-cloud';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSecrets, kmsApi } from '../../../../shared/cloud/kms/index.ts';
import { PENDING } from '../../../../shared/ledger/labels.ts';
import { unmarkPending } from '../../../../shared/rotation/secret/relabel.ts';
import type { Means } from '../../../../shared/rotation/tick-context.ts';
import { inKms, openLocal } from '../../../stack.ts';

async function openSecret() {
  const cloud = await startLocalCloud();
  onTestFinished(() => cloud.close());
  const secrets = createSecrets(openLocal(cloud)(kmsApi('cn-hangzhou')));
  await secrets.create({ ...inKms, name: 'keyfleet/ops', versionId: 'ops', data: '{}' });
  await secrets.put({ name: 'keyfleet/ops', versionId: 'ops-1', data: '{"n":1}', stages: [PENDING] });
  const means = { secrets, rotation: { secret: 'keyfleet/ops' } } as Means;
  const stages = async () => (await secrets.listVersions('keyfleet/ops')).flatMap((version) => version.stages);
  return { cloud, means, stages };
}

describe('a stage that is taken off', () => {
  it('may be off already: of two ticks at once, both are done', async () => {
    const { means, stages } = await openSecret();
    await Promise.all([unmarkPending({ versionId: 'ops-1' }, means), unmarkPending({ versionId: 'ops-1' }, means)]);
    expect(await stages()).toEqual(['ACSCurrent']);
  });

  it('is an error while it is still there', async () => {
    const { cloud, means, stages } = await openSecret();
    cloud.faults.add({
      fault: 'error',
      product: 'kms',
      action: 'UpdateSecretVersionStage',
      code: 'Forbidden.NoPermission',
    });
    await expect(unmarkPending({ versionId: 'ops-1' }, means)).rejects.toThrow('Forbidden.NoPermission');
    expect(await stages()).toContain(PENDING);
  });
});

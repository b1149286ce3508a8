import { onTestFinished } from 'vitest';
import { createSecrets, kmsApi } from '../../../../shared/cloud/kms/index.ts';
import { createKeyPair, inKms, openLocal } from '../../../stack.ts';
import { opsFleet } from '../../fleet/some-fleet.ts';
import { createScene } from '../act/scene.ts';

export const [FIRST, SECOND] = ['ops-20260101T000000Z', 'ops-20260201T000000Z'] as const;
const SECRET = 'keyfleet/ops';

/** A cloud in which `ops` was rotated twice: all its generations are in the products, and the second is the current one. */
export async function openRotated(head?: string) {
  const scene = await createScene();
  onTestFinished(() => scene.close());
  const fleet = opsFleet(`rotation: { every: 30d, secret: ${SECRET}, verify: login, trustFirstHostKey: true }`, head);
  const secrets = createSecrets(openLocal(scene.cloud)(kmsApi('cn-hangzhou')));
  for (const product of ['ecs', 'ens', 'swas'] as const) {
    for (const name of ['ops', FIRST, SECOND, 'theirs']) await createKeyPair(scene.cloud, product, name);
  }
  await secrets.create({ ...inKms, name: SECRET, versionId: 'ops', data: '{}' });
  for (const versionId of [FIRST, SECOND]) await secrets.put({ name: SECRET, versionId, data: versionId });
  scene.cloud.calls.clear();
  const actionsOf = (pattern: RegExp) =>
    scene.cloud.calls.list().flatMap(({ action }) => (action && pattern.test(action) ? [action] : []));
  return {
    ...scene,
    run: (action: 'attach' | 'detach', request: object) => scene.run(action, request, undefined, fleet),
    label: (versionId: string, stage: string) => secrets.updateStage(SECRET, stage, { to: versionId }),
    carriedBy: (ids: readonly string[]) => ids.map((id) => scene.cloud.instances.get(id)?.keyPairName),
    actionsOf,
    fleet,
    secrets,
  };
}

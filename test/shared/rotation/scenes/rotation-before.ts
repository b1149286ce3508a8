import type { LocalCloud } from '@keyfleet/local-cloud';
import type { Secrets } from '../../../../shared/cloud/kms/index.ts';
import { nameGeneration } from '../../../../shared/fleet/generation.ts';
import { announcementId } from '../../../../shared/ledger/announcement.ts';
import { PENDING } from '../../../../shared/ledger/labels.ts';
import { OWNER_TAG, type Owner, ownerMark, ownerTag } from '../../../../shared/ledger/owner.ts';
import { writeKey } from '../../../../shared/rotation/secret/content.ts';
import type { ClientKey } from '../../../local/guest/ssh-client.ts';
import { createDriver, inKms, regionOf } from '../../../stack.ts';

/** What a rotation brought about before a scene began. */
export interface RotationBefore {
  readonly madeMs: number;
  readonly key: ClientKey;
  /** Whose it was; null: it was done when secrets named no owner. */
  readonly owner: Owner | null;
}

/** Puts a generation of `ops` there as a rotation would have left it; its name. */
export async function leaveGeneration(cloud: LocalCloud, secrets: Secrets, before: RotationBefore): Promise<string> {
  const { madeMs, key, owner } = before;
  const { privateKey, publicKey } = key;
  const generation = nameGeneration('ops', madeMs);
  const name = 'keyfleet/ops';
  const tags = owner ? { [OWNER_TAG]: ownerTag(owner) } : {};
  await secrets.create({ ...inKms, name, versionId: 'ops', data: '{}', tags });
  const announced = announcementId('ops', owner ? ownerMark(owner) : '');
  await secrets.put({ name, versionId: announced, data: '{}', stages: [PENDING] });
  await secrets.updateStage(name, PENDING, { from: announced });
  await secrets.put({ name, versionId: generation, data: writeKey({ privateKey, publicKey, startedBy: null }) });
  for (const product of ['ecs', 'ens', 'swas'] as const) {
    await createDriver(cloud, product).keyPairs.import(regionOf(product), generation, publicKey);
  }
  return generation;
}

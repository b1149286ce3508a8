import { nameGeneration } from '../../../../shared/fleet/generation.ts';
import { announcementId } from '../../../../shared/ledger/announcement.ts';
import { labelOf } from '../../../../shared/ledger/labels.ts';
import { OWNER_TAG, ownerMark, ownerTag } from '../../../../shared/ledger/owner.ts';
import { products } from '../../../../shared/products/index.ts';
import type { ProductName } from '../../../../shared/products/product.ts';
import { writeKey } from '../../../../shared/rotation/secret/content.ts';
import type { NewKey } from '../../../../shared/rotation/secret/make-key.ts';
import { inKms } from '../../../stack.ts';
import { lineOf, rotationKeys } from './keys.ts';
import { DAY_MS, KMS, openStage, SECRET, type Stage } from './stage.ts';

/**
 * Where a rotation stands when two workers begin:
 * - `due`: `g1` is current and old enough.
 * - `grace`: `g2` was promoted an hour ago, and `g1` still works.
 * - `over`: the same, and the time of `g1` is over.
 */
export const starts = ['due', 'grace', 'over'] as const;
export type Start = (typeof starts)[number];

const MADE_MS = { due: [31 * DAY_MS], grace: [31 * DAY_MS, 3_600_000], over: [33 * DAY_MS, 2 * DAY_MS] };
const KEPT_MS = { due: 0, grace: 23 * 3_600_000, over: -DAY_MS };

/** Opens a stage of two instances and what a rotation before left in KMS, product and guests. */
export async function openStart(start: Start, product: ProductName = 'ecs'): Promise<Stage> {
  const stage = await openStage([product]);
  const { timeline } = stage.cloud;
  const names: string[] = [];
  for (const agoMs of MADE_MS[start]) names.push(await keepGeneration(stage, timeline.now() - agoMs));
  const [oldest = '', newest = oldest] = names;
  await stageCall(stage, { VersionStage: 'ACSCurrent', MoveToVersion: newest });
  if (oldest !== newest) {
    const until = labelOf('KeepUntil', timeline.now() + KEPT_MS[start]);
    await stageCall(stage, { VersionStage: until, MoveToVersion: oldest });
  }
  for (let made = 0; made < 2; made++) {
    const { instanceId } = await stage.launch(product, newest);
    const guest = stage.cloud.guestOf(instanceId);
    if (oldest !== newest && product !== 'ens') guest.lines.unshift(lineOf(rotationKeys[0]?.publicKey ?? ''));
  }
  return stage;
}

/** Stores the next key as a generation that a rotation made then, and imports it. */
async function keepGeneration(stage: Stage, madeMs: number): Promise<string> {
  const { cloud, fleet, made, used } = stage;
  const owner = { accountId: cloud.state.cloud.accountId, fleet: fleet.name, functionName: 'keyfleet-rotate' };
  const name = nameGeneration('ops', madeMs);
  const key = rotationKeys[made.length];
  if (!key) throw new Error('the model has no more keys');
  if (made.length === 0) {
    const { kmsInstance, kmsKey } = inKms;
    const place = { DKMSInstanceId: kmsInstance, EncryptionKeyId: kmsKey };
    const Tags = JSON.stringify([{ TagKey: OWNER_TAG, TagValue: ownerTag(owner) }]);
    await cloud.call(KMS, 'CreateSecret', { SecretName: SECRET, VersionId: 'ops', SecretData: '{}', Tags, ...place });
    const VersionId = announcementId('ops', ownerMark(owner));
    await put(stage, { VersionId, SecretData: '{}', VersionStages: '["KeyfleetPending"]' });
    await stageCall(stage, { VersionStage: 'KeyfleetPending', RemoveFromVersion: VersionId });
  }
  await put(stage, { VersionId: name, SecretData: writeKey({ ...key, startedBy: null }), VersionStages: '["Made"]' });
  await stageCall(stage, { VersionStage: 'Made', RemoveFromVersion: name });
  for (const product of used) await cloud.call(products[product], 'ImportKeyPair', keyPairIn(product, name, key));
  stage.note(key);
  return name;
}

const keyPairIn = (product: ProductName, KeyPairName: string, { publicKey: PublicKeyBody }: NewKey) => ({
  ...(product !== 'ens' && { RegionId: 'cn-hangzhou' }),
  KeyPairName,
  PublicKeyBody,
});

const put = ({ cloud }: Stage, version: object) =>
  cloud.call(KMS, 'PutSecretValue', { SecretName: SECRET, ...version });

const stageCall = ({ cloud }: Stage, move: object) =>
  cloud.call(KMS, 'UpdateSecretVersionStage', { SecretName: SECRET, ...move });

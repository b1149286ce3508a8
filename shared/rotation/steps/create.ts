import { CloudError, onCloudError } from '../../cloud/errors.ts';
import type { Fleet } from '../../fleet/fleet.ts';
import { nameGeneration } from '../../fleet/generation.ts';
import { PENDING } from '../../ledger/labels.ts';
import { type Ledger, newestOf, readLedger } from '../../ledger/ledger.ts';
import { OWNER_TAG, ownerMark, ownerTag } from '../../ledger/owner.ts';
import { claimSecret } from '../secret/claim.ts';
import {
  BrokenSecretError,
  type Former,
  readAnnouncement,
  readKey,
  type Starter,
  writeAnnouncement,
  writeKey,
  writePlaceholder,
} from '../secret/content.ts';
import { fingerprintOf } from '../secret/fingerprint.ts';
import { readFirsts } from '../secret/generation-zero.ts';
import { openKeys } from '../secret/keys.ts';
import { boundKnown } from '../secret/known-keys.ts';
import { publicHalf } from '../secret/make-key.ts';
import type { Means } from '../tick-context.ts';

export async function readSecret({ secrets, rotation, keyPair, owner }: Means): Promise<Ledger> {
  return readLedger(keyPair.name, await secrets.listVersions(rotation.secret), ownerMark(owner));
}

/**
 * Announces the next generation and stores its key, or goes on where a tick before stopped. KMS takes one announcement
 * after a generation and one value under an id, so of two ticks at once one wins, and the other uses what is stored.
 * Nothing else is done before the stored key was read back.
 */
export async function create(ledger: Ledger, startedBy: Starter, means: Means): Promise<Ledger> {
  if (ledger.pending) return ledger;
  const { secrets, rotation, keyPair } = means;
  if (newestOf(ledger) === null) await begin(means);
  else if (!ledger.isAnnounced) await claimSecret(means);
  const versionId = ledger.announcementId;
  const asked = nameGeneration(keyPair.name, nextTime(ledger, means.clock.now()));
  const announcement = { name: rotation.secret, versionId, data: writeAnnouncement(asked, startedBy) };
  const isThere = ledger.isAnnounced && (await secrets.get(rotation.secret, { versionId })) !== null;
  if (!isThere) await secrets.put({ ...announcement, stages: [PENDING] });
  await store(versionId, ledger, means);
  return readSecret(means);
}

/** Two generations never have one name, whatever clocks do. */
function nextTime(ledger: Ledger, nowMs: number): number {
  const newestMs = newestOf(ledger)?.madeMs ?? Number.NEGATIVE_INFINITY;
  return Math.max(nowMs, newestMs + 1_000);
}

/** A new secret begins with a version that stands for generation 0, and names its owner. @throws RotationBlockedError */
export async function begin(means: Means): Promise<void> {
  const { secrets, rotation, keyPair, fleet, owner } = means;
  const { kmsInstance, kmsKey } = fleet.secrets;
  const tags = { [OWNER_TAG]: ownerTag(owner) };
  const data = writePlaceholder(await readFirsts(means));
  const description = `SSH key pair ${keyPair.name}, rotated by Keyfleet`;
  const secret = { name: rotation.secret, versionId: keyPair.name, data, description, kmsInstance, kmsKey, tags };
  const made = await secrets.create(secret).catch(onCloudError((error) => explain(error, fleet)));
  if (made === 'exists') await claimSecret(means);
}

/** @throws CloudError which says what fleet.yaml lacks, where that may be why KMS refuses */
function explain(error: CloudError, { secrets: { kmsInstance } }: Fleet): never {
  if (error.fate !== 'refused' || kmsInstance !== null) throw error;
  const { fate, code, requestId } = error;
  const message = `${error.message}; fleet.yaml names no secrets.kmsInstance and secrets.kmsKey, without which KMS of today makes no secret`;
  throw new CloudError({ fate, code, requestId, message });
}

async function store(announcement: string, ledger: Ledger, means: Means): Promise<void> {
  const { secrets, rotation } = means;
  const said = await secrets.get(rotation.secret, { versionId: announcement });
  if (!said) throw new BrokenSecretError(`version ${announcement} is not there`);
  const { generation, startedBy } = readAnnouncement(announcement, said.data);
  if ((await secrets.get(rotation.secret, { versionId: generation })) === null) {
    const { privateKey, publicKey } = await means.makeKey(rotation.algorithm);
    const former = await readFormer(ledger, means);
    const data = writeKey({ privateKey, publicKey: `${publicKey} ${generation}`, startedBy, former });
    await secrets.put({ name: rotation.secret, versionId: generation, data, stages: [PENDING] });
  }
  await checkStored(generation, means);
}

/** All that came before, and what products show of generation 0 by now. */
async function readFormer(ledger: Ledger, means: Means): Promise<Former> {
  const [known, firsts] = await Promise.all([openKeys(means).known(ledger), readFirsts(means)]);
  const { name } = means.keyPair;
  const ofZero = [...(known[name] ?? []), ...firsts.map(({ fingerprint }) => fingerprint)];
  return boundKnown({ ...known, [name]: [...new Set(ofZero)] });
}

/** @throws BrokenSecretError unless both halves that KMS has belong together */
async function checkStored(generation: string, { secrets, rotation }: Means): Promise<void> {
  const stored = await secrets.get(rotation.secret, { versionId: generation });
  const key = stored && readKey(generation, stored.data);
  const half = key && publicHalf(key.privateKey);
  if (key && half && fingerprintOf(half) === fingerprintOf(key.publicKey)) return;
  throw new BrokenSecretError(`version ${generation} does not hold the key pair that was stored`);
}

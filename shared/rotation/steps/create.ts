import { nameGeneration } from '../../fleet/generation.ts';
import {
  BrokenSecretError,
  readAnnouncement,
  readKey,
  type Starter,
  writeAnnouncement,
  writeKey,
  writePlaceholder,
} from '../content.ts';
import { fingerprintOf } from '../keys.ts';
import { type Ledger, newestOf, readLedger } from '../ledger.ts';
import { publicHalf } from '../make-key.ts';
import type { Means } from '../means.ts';
import { PENDING } from '../stages.ts';
import { readFirsts } from './read-firsts.ts';

export async function readSecret({ secrets, rotation, keyPair }: Means): Promise<Ledger> {
  return readLedger(keyPair.name, await secrets.listVersions(rotation.secret));
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
  const versionId = ledger.announcementId;
  const asked = nameGeneration(keyPair.name, nextTime(ledger, means.clock.now()));
  const announcement = { name: rotation.secret, versionId, data: writeAnnouncement(asked, startedBy) };
  const isThere = ledger.isAnnounced && (await secrets.get(rotation.secret, { versionId })) !== null;
  if (!isThere) await secrets.put({ ...announcement, stages: [PENDING] });
  await store(versionId, means);
  return readSecret(means);
}

/** Two generations never have one name, whatever clocks do. */
function nextTime(ledger: Ledger, nowMs: number): number {
  const newestMs = newestOf(ledger)?.madeMs ?? Number.NEGATIVE_INFINITY;
  return Math.max(nowMs, newestMs + 1_000);
}

/** A new secret begins with a version that stands for generation 0. */
export async function begin(means: Means): Promise<void> {
  const { secrets, rotation, keyPair } = means;
  const data = writePlaceholder(await readFirsts(means));
  const description = `SSH key pair ${keyPair.name}, rotated by Keyfleet`;
  await secrets.create({ name: rotation.secret, versionId: keyPair.name, data, description });
}

async function store(announcement: string, means: Means): Promise<void> {
  const { secrets, rotation } = means;
  const said = await secrets.get(rotation.secret, { versionId: announcement });
  if (!said) throw new BrokenSecretError(`version ${announcement} is not there`);
  const { generation, startedBy } = readAnnouncement(announcement, said.data);
  if ((await secrets.get(rotation.secret, { versionId: generation })) === null) {
    const { privateKey, publicKey } = await means.makeKey(rotation.algorithm);
    const data = writeKey({ privateKey, publicKey: `${publicKey} ${generation}`, startedBy });
    await secrets.put({ name: rotation.secret, versionId: generation, data, stages: [PENDING] });
  }
  await checkStored(generation, means);
}

/** @throws BrokenSecretError unless both halves that KMS has belong together */
async function checkStored(generation: string, { secrets, rotation }: Means): Promise<void> {
  const stored = await secrets.get(rotation.secret, { versionId: generation });
  const key = stored && readKey(generation, stored.data);
  const half = key && publicHalf(key.privateKey);
  if (key && half && fingerprintOf(half) === fingerprintOf(key.publicKey)) return;
  throw new BrokenSecretError(`version ${generation} does not hold the key pair that was stored`);
}

import { CloudError } from '../../cloud/errors.ts';
import { CURRENT } from '../../cloud/kms/index.ts';
import { PENDING } from '../../ledger/labels.ts';
import type { Generation, Ledger } from '../../ledger/ledger.ts';
import { listGenerations } from '../secret/generation-zero.ts';
import { relabel, unmarkPending } from '../secret/relabel.ts';
import type { Means } from '../tick-context.ts';
import { readSecret } from './create.ts';
import { isStill, LedgerChangedError } from './read-again.ts';

/**
 * Makes the generation on its way the current one, if it still is on its way. The old one is labelled first, with until
 * when it has to be kept; one that leaked is labelled already, and has no grace. The stage is moved from the old one only:
 * who promoted, and took the old one away, meanwhile is not undone. Labels do not bind KMS, so they are read once more
 * afterwards, and the stage is taken back where a rollback was overtaken.
 * @throws LedgerChangedError
 */
export async function promote(ledger: Ledger, means: Means): Promise<void> {
  const { pending, current } = ledger;
  if (!pending || !current) return;
  const { rotation, clock } = means;
  if (!current.isRevoked) await relabel(current, 'KeepUntil', clock.now() + rotation.graceMs, means);
  if (!(await isStill(ledger, means))) throw new LedgerChangedError('the secret was changed before the promotion');
  await moveCurrent(current, pending, means);
  if (await hasOvertaken(pending, current, means)) {
    await moveCurrent(pending, current, means);
    throw new LedgerChangedError(`${pending.name} was withdrawn while it was promoted`);
  }
  await unmarkPending(pending, means);
}

/** KMS refuses to take a stage off a version that does not have it. @throws LedgerChangedError when another one is current */
export async function moveCurrent(from: Generation, to: Generation, means: Means): Promise<void> {
  const { secrets, rotation } = means;
  try {
    await secrets.updateStage(rotation.secret, CURRENT, { from: from.versionId, to: to.versionId });
  } catch (error) {
    const isRefused = error instanceof CloudError && error.fate === 'refused';
    if (!isRefused || (await readSecret(means)).current?.versionId === from.versionId) throw error;
    throw new LedgerChangedError(`${from.name} is not the current generation any more`);
  }
}

/**
 * A rollback labels what it withdraws, and the one before has its label as long as only a promotion took the pending stage
 * off. Where neither is said any more, the one of them that was taken away has no key pair.
 */
async function hasOvertaken(promoted: Generation, before: Generation, means: Means): Promise<boolean> {
  const { generations } = await readSecret(means);
  const [now, old] = [promoted, before].map(({ name }) => generations.find((one) => one.name === name));
  if (now?.labels.some(({ kind }) => kind === 'Withdrawn' || kind === 'Lagging')) return true;
  if (now?.stages.includes(PENDING) || old?.labels.length) return false;
  return isDeleted(promoted, means);
}

/** Looks before a key pair counts as gone: an answer may leave out rows and not say so. */
const LOOKS = 3;

async function isDeleted({ name }: Generation, means: Means): Promise<boolean> {
  for (let look = 0; look < LOOKS; look++) {
    const { found, failures } = await listGenerations(means);
    if (failures.length > 0 || found.some(({ seen }) => seen.keyPairName === name)) return false;
  }
  return true;
}

import type { SecretDescription } from '../../cloud/kms/index.ts';
import { OtherOwnerError, SecretDeletedError } from '../../ledger/errors.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { OWNER_TAG, ownerTag } from '../../ledger/owner.ts';
import { refuseStrange } from '../../ledger/refuse-strange.ts';
import type { Means } from '../tick-context.ts';

type Asked = Pick<Means, 'secrets' | 'rotation' | 'owner'>;

/**
 * Makes sure that a secret is this owner's, stays, and says nothing of others before anything is decided from it. One
 * without an owner, from before secrets named any, is taken over.
 * @throws RotationBlockedError
 */
export async function claim(ledger: Ledger, means: Asked): Promise<void> {
  if (ledger.generations.length > 0) await claimSecret(means);
  refuseStrange(ledger, means.rotation);
}

/** The same for a secret of which it is only known that it is there. @throws RotationBlockedError */
export async function claimSecret(means: Asked): Promise<void> {
  const { secrets, rotation, owner } = means;
  for (let look = 0; look < LOOKS; look++) {
    const said = await checkSecret(means);
    if (!said || said.tags[OWNER_TAG] !== undefined) return;
  }
  await secrets.tag(rotation.secret, { [OWNER_TAG]: ownerTag(owner) });
}

/** Looks before a secret counts as one without an owner: an answer may leave out rows and not say so. */
const LOOKS = 2;

/** Asks KMS about the secret and changes nothing; null where there is none. @throws RotationBlockedError */
export async function checkSecret({ secrets, rotation, owner }: Asked): Promise<SecretDescription | null> {
  const said = await secrets.describe(rotation.secret);
  if (!said) return null;
  const { name, tags, deletedFromMs } = said;
  const [theirs, ours] = [tags[OWNER_TAG], ownerTag(owner)];
  if (deletedFromMs !== null) {
    const at = new Date(deletedFromMs).toISOString();
    throw new SecretDeletedError(`secret ${name} will be gone at ${at}, with the private keys: restore it in KMS`);
  }
  if (theirs === undefined || theirs === ours) return said;
  const mend = `name another secret in fleet.yaml, or set its tag ${OWNER_TAG} to ${ours}`;
  throw new OtherOwnerError(`secret ${name} is rotated by ${theirs}, and this is ${ours}: ${mend}`);
}

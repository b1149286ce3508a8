import { CloudError } from '../../../cloud/errors.ts';
import { KeyfleetError } from '../../../errors.ts';
import { findLoginObstacle, hostKeyUnknown, UNCHANGED } from '../../../instances/login-proof.ts';
import type { LoginKey } from '../../../login/index.ts';
import { isTagged } from '../../../restart/tag.ts';
import { failed, notStarted, type Verdict } from '../../verdict.ts';
import type { ActContext } from '../context.ts';
import { end, going, productOf, type Track } from '../track.ts';
import { learnHostKeys } from './host-keys.ts';

/**
 * Ends what could never be proven by a login, before anything is changed: without the right key, an address, or a way
 * to know the host key. A login with another key than the one in question would prove nothing. But an instance
 * that an earlier run took away is brought back all the same.
 */
export async function prepareLogins(tracks: readonly Track[], context: ActContext): Promise<void> {
  const { verify } = context.command;
  const due = tracks.filter(({ step }) => step.restart || isRunning({ step }));
  if (verify.by !== 'login' || due.length === 0) return;
  const key = await openKey(due, context);
  if (!key) return;
  const isAway = (track: Track) => isTagged(track.step.item.observed) && !isRunning(track);
  for (const track of due.filter((one) => !isAway(one))) {
    const obstacle = findObstacle(track, key, verify.address);
    if (obstacle) end(track, obstacle);
  }
  await learnHostKeys(going(due).filter(isRunning), context);
  if (verify.trustFirstHostKey) return;
  const isLater = (track: Track) => !isRunning(track) && productOf(track).remoteCommands;
  const isUnknown = (track: Track) => !context.logins.hostKeys.has(track) && !isLater(track) && !isAway(track);
  for (const track of going(due).filter(isUnknown)) end(track, hostKeyUnknown);
}

const isRunning = ({ step }: Pick<Track, 'step'>) => step.item.observed.status === 'Running';

async function openKey(due: readonly Track[], { logins }: ActContext): Promise<LoginKey | null> {
  try {
    return await logins.key();
  } catch (error) {
    if (!(error instanceof KeyfleetError)) throw error;
    for (const track of due) end(track, noKey(error));
    return null;
  }
}

function noKey(error: KeyfleetError): Verdict {
  if (!(error instanceof CloudError)) return failed(error.code, `${error.message}; ${UNCHANGED}`);
  if (error.fate === 'deadline') return notStarted(error);
  return failed(error.code, `${error.message}; ${UNCHANGED}`, error.requestId);
}

function findObstacle(track: Track, key: LoginKey, address: 'private' | 'public'): Verdict | null {
  const { observed, publicKey, keyPair } = track.step.item;
  const body = publicKey?.trim().split(/\s+/)[1];
  if (body !== undefined && body !== key.publicBody) {
    return failed('SecretKeyMismatch', `the secret holds another key than ${keyPair.keyPairName}; ${UNCHANGED}`);
  }
  return findLoginObstacle(observed, address);
}

import { CloudError } from '../cloud/errors.ts';
import { KeyfleetError } from '../errors.ts';
import type { LoginKey } from '../login/index.ts';
import { isTagged } from '../restart/tag.ts';
import { failed, notStarted, type Verdict } from '../verdict.ts';
import { learnHostKeys } from './host-keys.ts';
import { addressOf, portOf } from './login-target.ts';
import type { Tools } from './tools.ts';
import { end, endAll, going, productOf, type Track } from './track.ts';

/**
 * Ends what could never be proven by a login, before anything is changed: without the right key, an address, or a way
 * to know the host key. A login with another key than the one in question would prove nothing. But whoever an earlier run
 * took away is brought back all the same.
 */
export async function prepareLogins(tracks: readonly Track[], tools: Tools): Promise<void> {
  const { verify } = tools.command;
  const due = tracks.filter(({ step }) => step.restart || isRunning({ step }));
  if (verify.by !== 'login' || due.length === 0) return;
  const key = await openKey(due, tools);
  if (!key) return;
  const isAway = (track: Track) =>
    isTagged(track.step.item.observed) && (tools.relay !== undefined || !isRunning(track));
  for (const track of due.filter((one) => !isAway(one))) {
    const obstacle = findObstacle(track, key, verify.address);
    if (obstacle) end(track, obstacle);
  }
  await learnHostKeys(going(due).filter(isRunning), tools);
  if (verify.trustFirstHostKey) return;
  const isLater = (track: Track) => !isRunning(track) && productOf(track).remoteCommands;
  const isUnknown = (track: Track) => !tools.logins.hostKeys.has(track) && !isLater(track) && !isAway(track);
  const unknown = going(due).filter(isUnknown);
  endAll(unknown, HOST_KEY_UNKNOWN);
}

const isRunning = ({ step }: Pick<Track, 'step'>) => step.item.observed.status === 'Running';

const UNCHANGED = 'nothing was changed';
const HOST_KEY_UNKNOWN = {
  code: 'HostKeyUnknown',
  message: `its host key cannot be read inside; trustFirstHostKey takes the one it shows; ${UNCHANGED}`,
};

async function openKey(due: readonly Track[], { logins }: Tools): Promise<LoginKey | null> {
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
  if (addressOf(observed, address) === null) {
    return failed('NoAddress', `it has no ${address} address to log in at; ${UNCHANGED}`);
  }
  if (portOf(observed) === null) {
    return failed('InvalidSshPort', `its tag keyfleet:ssh-port is not a port; ${UNCHANGED}`);
  }
  return null;
}
